import { asObject } from '../../core/narrow';
import { isGroup } from '../../core/recipient';
import { limits } from '../../whatsapp/limits';
import { readRequired, readShape, refuse } from '../../whatsapp/shape';
import { jsonField } from '../fields/jsonField';
import { options } from '../fields/options';
import { to } from '../fields/recipient';
import { sendOptions } from '../fields/sendOptions';
import { whitespaceOption } from '../fields/template';
import { needOfKind } from '../needs';
import type { Operation } from '../operation';
import { prepareSend, readRecipient } from './prepareSend';
import { ifWindowClosed } from './windowFallback';

const messageJson = jsonField({
	displayName: 'Message (JSON)',
	name: 'rawMessage',
	placeholder: 'e.g. {"type": "text", "text": {"body": "Hello"}}',
	description:
		'The message as WhatsApp’s own documentation writes it: the type, and a field with the name of the type. Leave out the recipient, the quoted message and the key: this node adds them.',
});

/** Fields of the request that this node fills, and where the user does. */
const ownFields: Readonly<Record<string, string>> = {
	to: 'the field To',
	recipient: 'the field To',
	biz_opaque_callback_data: 'the option Message Key',
	context: 'the option Reply To',
};

/** What WhatsApp's own examples have in front of a message, and this node adds. */
function constantsFor(to: string): Readonly<Record<string, string>> {
	return {
		messaging_product: 'whatsapp',
		recipient_type: isGroup(to) ? 'group' : 'individual',
	};
}

/** Reads a message in WhatsApp's own words. Throws `invalidRequest` for what is none. */
function readRaw(value: unknown, to: string): Readonly<Record<string, unknown>> {
	const constants = constantsFor(to);
	const given = asObject(value);
	for (const [field, place] of Object.entries(ownFields)) {
		if (given[field] === undefined) continue;
		refuse(`The message must not have “${field}”.`, `Remove it, and use ${place}.`);
	}
	for (const [field, constant] of Object.entries(constants)) {
		if (given[field] === undefined || given[field] === constant) continue;
		refuse(`“${field}” of the message must be “${constant}”.`, 'Correct it, or leave it out.');
	}
	const type = readRequired(given['type'], { ...limits.flow, field: 'type' });
	const content = readShape(value, ['type', type, ...Object.keys(constants)], 'The message');
	if (content[type] === undefined) {
		refuse(
			`The message has the type “${type}”, but no field of this name.`,
			`Add the field “${type}” with the content of the message.`,
		);
	}
	return { type, [type]: content[type] };
}

/** Sends any message of WhatsApp's own API, where the gateway forwards it. */
export const sendRaw: Operation = {
	resource: 'message',
	value: 'sendRaw',
	name: 'Send Raw Message',
	action: 'Send raw message',
	description: 'Send any message in the JSON of WhatsApp’s own API, for what has no field here',
	needs: needOfKind('raw'),
	fields: [to, messageJson.field, ...ifWindowClosed, options(...sendOptions, whitespaceOption)],
	async read(item) {
		const to = readRecipient(item);
		const content = readRaw(messageJson.read(item) ?? {}, to);
		const body = JSON.stringify(content);
		const preview = { header: null, body, footer: null, buttons: [] };
		return await prepareSend('raw', to, { content }, preview, item);
	},
};
