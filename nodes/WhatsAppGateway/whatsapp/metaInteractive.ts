import type { IDataObject } from 'n8n-workflow';

import type {
	AddressContent,
	ButtonsContent,
	CallPermissionContent,
	ContactInfoContent,
	CtaUrlContent,
	FlowContent,
	HeaderFile,
	InteractiveText,
	ListContent,
	LocationRequestContent,
	MediaSource,
	ReplyButton,
	VoiceCallContent,
} from '../core/interactive';

// Meta's JSON of interactive messages, without recipient and reply.
// Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/interactive-reply-buttons-messages
// and the pages beside it.

/** A file as Meta's messages name it: by its address, or by the id of its upload. */
export function toMetaFile(file: MediaSource): IDataObject {
	if ('url' in file) return { link: file.url };
	if ('id' in file) return { id: file.id };
	throw new Error('A file is uploaded before its message is built.');
}

/** A file above a text. */
export function toMetaHeaderFile({ kind, file, fileName }: HeaderFile): IDataObject {
	const named = kind === 'document' && fileName !== null ? { filename: fileName } : {};
	return { type: kind, [kind]: { ...toMetaFile(file), ...named } };
}

function toHeader({ header, headerFile }: Pick<Words, 'header' | 'headerFile'>): IDataObject {
	if (headerFile !== undefined) return { header: toMetaHeaderFile(headerFile) };
	return (header ?? null) === null ? {} : { header: { type: 'text', text: header } };
}

/** The text of an interactive message; parts that a kind does not have are left out. */
interface Words extends Omit<Partial<InteractiveText>, 'body'> {
	readonly body: string | null;
}

/** An interactive message of any type. */
export function toMetaInteractive(type: string, words: Words, action: IDataObject): IDataObject {
	const { body, footer = null } = words;
	return {
		type: 'interactive',
		interactive: {
			type,
			...toHeader(words),
			...(body !== null && { body: { text: body } }),
			...(footer !== null && { footer: { text: footer } }),
			action,
		},
	};
}

/** Reply buttons as Meta's message content. */
export function toMetaButtons(message: ButtonsContent): IDataObject {
	const toButton = ({ id, title }: ReplyButton) => ({ type: 'reply', reply: { id, title } });
	return toMetaInteractive('button', message, { buttons: message.buttons.map(toButton) });
}

/** A list as Meta's message content. */
export function toMetaList(message: ListContent): IDataObject {
	const sections = message.sections.map(({ title, rows }) => ({
		...(title !== null && { title }),
		rows: rows.map((row) => ({
			id: row.id,
			title: row.title,
			...(row.description !== null && { description: row.description }),
		})),
	}));
	return toMetaInteractive('list', message, { button: message.button, sections });
}

/** A link button as Meta's message content. */
export function toMetaCtaUrl(message: CtaUrlContent): IDataObject {
	const parameters = { display_text: message.button, url: message.url };
	return toMetaInteractive('cta_url', message, { name: 'cta_url', parameters });
}

/** A request for a location as Meta's message content. */
export function toMetaLocationRequest(message: LocationRequestContent): IDataObject {
	return toMetaInteractive('location_request_message', message, { name: 'send_location' });
}

/**
 * A request for a phone number as Meta's message content.
 * Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/business-scoped-user-ids/
 */
export function toMetaContactInfo(message: ContactInfoContent): IDataObject {
	const type = 'request_contact_info';
	return toMetaInteractive(type, message, { name: type });
}

/**
 * A request for the permission to call as Meta's message content.
 * Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/calling/user-call-permissions
 */
export function toMetaCallPermission(message: CallPermissionContent): IDataObject {
	const type = 'call_permission_request';
	return toMetaInteractive(type, message, { name: type });
}

/**
 * A call button as Meta's message content.
 * Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/calling/call-button-messages-deep-links
 */
export function toMetaVoiceCall(message: VoiceCallContent): IDataObject {
	const { button, minutes, payload } = message;
	const parameters = {
		...(button !== null && { display_text: button }),
		...(minutes !== null && { ttl_minutes: minutes }),
		...(payload !== null && { payload }),
	};
	return toMetaInteractive('voice_call', message, {
		name: 'voice_call',
		...(Object.keys(parameters).length > 0 && { parameters }),
	});
}

/**
 * A request for an address as Meta's message content.
 * Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/address-messages
 */
export function toMetaAddress(message: AddressContent): IDataObject {
	const { country, values, corrections, savedAddresses } = message;
	return toMetaInteractive('address_message', message, {
		name: 'address_message',
		parameters: {
			country,
			...(values !== null && { values: { ...values } as IDataObject }),
			...(corrections !== null && { validation_errors: { ...corrections } as IDataObject }),
			...(savedAddresses !== null && { saved_addresses: [...savedAddresses] as IDataObject[] }),
		},
	});
}

/** Meta's name for a flow token that nobody reads. */
const unusedToken = 'unused';

/**
 * A button that opens a Flow as Meta's message content.
 * Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/flows/guides/sendingaflow
 */
export function toMetaFlow(message: FlowContent): IDataObject {
	const { flow, button, token, screen, data, usesEndpoint, isDraft } = message;
	const payload = {
		...(screen !== null && { screen }),
		...(data !== null && { data: { ...data } as IDataObject }),
	};
	return toMetaInteractive('flow', message, {
		name: 'flow',
		parameters: {
			flow_message_version: '3',
			...('id' in flow ? { flow_id: flow.id } : { flow_name: flow.name }),
			flow_cta: button,
			flow_token: token ?? unusedToken,
			...(isDraft && { mode: 'draft' }),
			flow_action: usesEndpoint ? 'data_exchange' : 'navigate',
			...(Object.keys(payload).length > 0 && { flow_action_payload: payload }),
		},
	});
}
