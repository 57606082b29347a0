import { GatewayError } from '../../core/faults';
import type { Gateway } from '../../core/gateway';
import type { HeaderFile } from '../../core/interactive';
import { asObject, asText } from '../../core/narrow';
import type { Preview } from '../../whatsapp/templatePreview';
import { options } from '../fields/options';
import { to } from '../fields/recipient';
import { sendOptions } from '../fields/sendOptions';
import { whitespaceOption } from '../fields/template';
import { textFormat } from '../fields/textFormat';
import { fileReaderOf } from '../media/fileChecks';
import { needsOfKinds } from '../needs';
import type { Operation } from '../operation';
import {
	type Interactive,
	interactiveFields,
	interactiveKinds,
	interactiveType,
	readInteractive,
} from './interactive';
import { prepareSend, readRecipient } from './prepareSend';
import { ifWindowClosed } from './windowFallback';

/** A file as a preview names it. */
function nameFile({ kind, file, fileName }: HeaderFile): string {
	const name = fileName ?? ('url' in file ? file.url : '');
	return `[${kind}${name === '' ? '' : ` ${name}`}]`;
}

function createPreview({ type, content, headerFile }: Interactive): Preview {
	const { header, body, footer } = asObject(content);
	return {
		header: headerFile === undefined ? asText(header) : nameFile(headerFile),
		body: asText(body) ?? '',
		footer: asText(footer),
		buttons: type.buttons(content),
	};
}

/** Refuses a file above the text where the gateway has none. Throws `unsupported`. */
function checkHeaderFile({ name, headerFiles }: Gateway, file: HeaderFile | undefined): void {
	if (file === undefined || headerFiles === true) return;
	throw new GatewayError(
		'unsupported',
		`${name} cannot send a file above an interactive message.`,
		{ hint: 'Choose a text as the header, and send the file before it with Send Media.' },
	);
}

/** Sends a message with something to tap; needs an open customer service window. */
export const sendInteractive: Operation = {
	resource: 'message',
	value: 'sendInteractive',
	name: 'Send Interactive',
	action: 'Send interactive message',
	description: 'Send buttons, a list, a form, products, or a request for a location or a number',
	needs: needsOfKinds(interactiveType.name, interactiveKinds),
	fields: [
		to,
		...interactiveFields,
		...ifWindowClosed,
		options(...sendOptions, textFormat, whitespaceOption),
	],
	async read(item) {
		const to = readRecipient(item);
		const message = await readInteractive(item, fileReaderOf(item));
		checkHeaderFile(item.session.gateway, message.headerFile);
		const { type, content } = message;
		return await prepareSend(type.kind, to, content, createPreview(message), item);
	},
};
