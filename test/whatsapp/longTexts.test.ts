import { parseGivenJson } from '../../nodes/WhatsAppGateway/core/givenJson';
import { shownUrl } from '../../nodes/WhatsAppGateway/core/shownUrl';
import { formatHtml } from '../../nodes/WhatsAppGateway/sendAndWait/page/text';
import { isTextType, realType } from '../../nodes/WhatsAppGateway/whatsapp/fileType';
import { markdownToWhatsApp } from '../../nodes/WhatsAppGateway/whatsapp/markdown';
import { findMetaCode } from '../../nodes/WhatsAppGateway/whatsapp/metaErrors';
import { readPhone } from '../../nodes/WhatsAppGateway/whatsapp/phone';
import { findPlaceholders } from '../../nodes/WhatsAppGateway/whatsapp/placeholders';
import { splitText } from '../../nodes/WhatsAppGateway/whatsapp/splitText';
import { encodeWebAddress } from '../../nodes/WhatsAppGateway/whatsapp/webAddress';
import { superlinearPieces } from '../growth';

/** Of which a refusal is what is wanted. */
const orRefused = (work: (text: string) => unknown) => (text: string) => {
	try {
		work(text);
	} catch {
		// Read all the same.
	}
};

test.each<[string, (text: string) => unknown]>([
	['Markdown', markdownToWhatsApp],
	['a question on a page', formatHtml],
	['a text that is split', (text) => splitText(text, 4096)],
	['a phone number', (text) => readPhone(text, 'DE')],
	['the placeholders of a template', (text) => findPlaceholders(text)],
	['JSON in an answer of a model', parseGivenJson],
	[
		'an address',
		(text) => [
			shownUrl(`https://a.example/${text}`),
			encodeWebAddress(`https://a.example/${text}`),
		],
	],
	['a MIME type', isTextType],
	['the first bytes of a file', (text) => realType('image/png', 'a.png', Buffer.from(text))],
	['Meta’s code in a text', findMetaCode],
])(
	'the time to read %s grows with its length only',
	(_what, work) => {
		expect(superlinearPieces(8000, orRefused(work))).toEqual([]);
	},
	60_000,
);
