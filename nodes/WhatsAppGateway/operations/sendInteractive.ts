import type { InteractiveText } from '../core/message';
import { readButtons, readCtaUrl, readList } from '../whatsapp/interactive';
import type { Preview } from '../whatsapp/templatePreview';
import { options } from './fields/options';
import { readChoice } from '../n8n/readOption';
import { to } from './fields/recipient';
import { sendOptions } from './fields/sendOptions';
import { whitespaceOption } from './fields/template';
import { interactiveFields, interactiveType, readInteractive } from './interactiveFields';
import type { Operation } from './operation';
import { prepareSend, readRecipient } from './prepareSend';
import { ifWindowClosed } from './windowFallback';

function createPreview({ header, body, footer }: InteractiveText, buttons: string[]): Preview {
	return { header, body, footer, buttons };
}

/** Sends a message with buttons or a list; needs an open customer service window. */
export const sendInteractive: Operation = {
	resource: 'message',
	value: 'sendInteractive',
	name: 'Send Interactive',
	action: 'Send interactive message',
	description: 'Send reply buttons, a list to choose from, or a button that opens a page',
	fields: [to, ...interactiveFields, ...ifWindowClosed, options(...sendOptions, whitespaceOption)],
	async read(item) {
		const to = readRecipient(item);
		const message = readInteractive(item);
		const type = readChoice(item.parameter('interactiveType', 'buttons'), interactiveType);
		if (type === 'list') {
			const list = readList(message);
			const titles = list.sections.flatMap((section) => section.rows.map(({ title }) => title));
			const preview = createPreview(list, [list.button, ...titles]);
			return await prepareSend('list', to, list, preview, item);
		}
		if (type === 'ctaUrl') {
			const link = readCtaUrl(message);
			const preview = createPreview(link, [`${link.button}: ${link.url}`]);
			return await prepareSend('ctaUrl', to, link, preview, item);
		}
		const reply = readButtons(message);
		const preview = createPreview(
			reply,
			reply.buttons.map(({ title }) => title),
		);
		return await prepareSend('buttons', to, reply, preview, item);
	},
};
