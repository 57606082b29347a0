import { asRecord } from '../../state/record';
import type { MessageParts } from '../../state/message';
import { readContacts } from '../metaCloud/contactCards';
import { contents } from '../metaCloud/content';
import type { Refusal as MetaRefusal } from '../metaCloud/refusal';
import { isRefusal as isMetaRefusal } from '../metaCloud/refusal';
import { isForMarketingOnly, templateParts } from '../metaCloud/template';
import { templates } from '../metaCloud/templates';
import { invalidBody, sendFailed, type Refusal } from './answers';

type Fields = Readonly<Record<string, unknown>>;

/** Ids of uploads are Meta's, and nothing can be uploaded to Meta through WA.CR. */
const noUpload = () => undefined;

/** What WhatsApp says to WA.CR, in WA.CR's frame. */
function orRefused(parts: MessageParts | MetaRefusal): MessageParts | Refusal {
	if (!isMetaRefusal(parts)) return parts;
	const { code, text, details } = parts;
	return sendFailed(`(#${code}) ${text.replace(/^\(#\d+\) /, '')}: ${details}`);
}

function readTemplate(template: Fields, now: Date): MessageParts | Refusal {
	if (isForMarketingOnly(template, templates)) {
		return sendFailed('(#132012) A GIF header can be sent by marketing_messages only');
	}
	return orRefused(templateParts(template, { findUpload: noUpload, known: templates, now }));
}

/** A whole message of Meta's. */
function readObject(message: Fields, now: Date): MessageParts | Refusal {
	const type = String(message['type']);
	const content = message[type];
	if (type === 'template') return readTemplate(asRecord(content) ?? {}, now);
	if (type === 'contacts') return orRefused(readContacts(content));
	const read = Object.hasOwn(contents, type) ? contents[type] : undefined;
	if (read === undefined) return sendFailed(`(#131051) Unsupported message type: ${type}`);
	return orRefused(read(asRecord(content) ?? {}, noUpload));
}

const contentFields = ['text', 'templateName', 'message'] as const;

/**
 * What a request sends: a text, a template, or Meta's object.
 * Source: https://github.com/kdctek/n8n-nodes-wacr (Message: Send)
 */
export function readMessage(body: Fields, now: Date): MessageParts | Refusal {
	const given = contentFields.filter((field) => body[field] !== undefined);
	if (given.length !== 1) return invalidBody('give one of text, templateName and message');
	const { text, templateName, languageCode, components, message } = body;
	if (text !== undefined) {
		if (typeof text !== 'string' || text === '') return invalidBody('text must not be empty');
		return orRefused(contents['text']?.({ body: text }, noUpload) ?? { kind: 'text', body: text });
	}
	if (templateName !== undefined) {
		if (typeof languageCode !== 'string') return invalidBody('languageCode is required');
		if (Array.isArray(components) && components.length === 0) {
			return invalidBody('components must not be empty');
		}
		const language = { code: languageCode };
		return readTemplate({ name: templateName, language, components }, now);
	}
	const whole = asRecord(message);
	return whole === undefined ? invalidBody('message must be an object') : readObject(whole, now);
}
