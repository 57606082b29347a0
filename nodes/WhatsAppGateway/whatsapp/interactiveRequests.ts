import type {
	AddressContent,
	CallPermissionContent,
	ContactInfoContent,
	FlowContent,
	LocationRequestContent,
	VoiceCallContent,
} from '../core/interactive';
import { readInteractiveText, textFields } from './interactive';
import { limits } from './limits';
import {
	readCount,
	readEntries,
	readFlag,
	readOptional,
	readRecord,
	readRequired,
	readShape,
	refuse,
} from './shape';

/** Reads a message that WhatsApp draws around its text. Throws `invalidRequest`. */
function readBodyOnly(value: unknown): { readonly body: string } {
	const { body } = readShape(value, ['body'], 'The message');
	return { body: readRequired(body, limits.interactiveBody) };
}

/** Reads a request for a location, `{body}`. Throws `invalidRequest`. */
export function readLocationRequest(value: unknown): LocationRequestContent {
	return readBodyOnly(value);
}

/** Reads a request for a phone number, `{body}`. Throws `invalidRequest`. */
export function readContactInfo(value: unknown): ContactInfoContent {
	return readBodyOnly(value);
}

/** Reads a request for the permission to call, `{body}`. Throws `invalidRequest`. */
export function readCallPermission(value: unknown): CallPermissionContent {
	return readBodyOnly(value);
}

/** Thirty days, WhatsApp's limit for a call button. */
const maxCallMinutes = 43_200;

/** Reads a call button, `{header?, body, footer?, button?, minutes?, payload?}`. Throws `invalidRequest`. */
export function readVoiceCall(value: unknown): VoiceCallContent {
	const input = readShape(value, [...textFields, 'button', 'minutes', 'payload'], 'The message');
	return {
		...readInteractiveText(input),
		button: readOptional(input['button'], limits.buttonText),
		minutes: readCount(input['minutes'], 'Minutes', maxCallMinutes),
		payload: readOptional(input['payload'], limits.callPayload),
	};
}

/**
 * Reads a request for an address, `{header?, body, footer?, country, values?, corrections?,
 * savedAddresses?}`. Throws `invalidRequest`.
 */
export function readAddress(value: unknown): AddressContent {
	const input = readShape(
		value,
		[...textFields, 'country', 'values', 'corrections', 'savedAddresses'],
		'The message',
	);
	const saved = readEntries(input['savedAddresses'], 'savedAddresses').map((entry, index) =>
		readShape(entry, ['id', 'value'], `Saved address ${index + 1}`),
	);
	const country = readRequired(input['country'], limits.country).toUpperCase();
	if (!/^[A-Z]{2}$/.test(country)) {
		refuse('The field Country must be two letters.', 'WhatsApp offers addresses in India: IN.');
	}
	return {
		...readInteractiveText(input),
		country,
		values: readRecord(input['values'], 'values'),
		corrections: readRecord(input['corrections'], 'corrections'),
		savedAddresses: saved.length === 0 ? null : saved,
	};
}

/**
 * Reads a button that opens a Flow, `{header?, body, footer?, button, flowId | flowName, screen?, data?,
 * reference?, usesEndpoint?, isDraft?}`. Throws `invalidRequest`.
 */
export function readFlow(value: unknown): FlowContent {
	const input = readShape(
		value,
		[
			...[...textFields, 'button', 'flowId', 'flowName'],
			...['screen', 'data', 'reference', 'usesEndpoint', 'isDraft'],
		],
		'The message',
	);
	const text = readInteractiveText(input);
	const id = readOptional(input['flowId'], limits.flow);
	const name = readOptional(input['flowName'], limits.flow);
	if (id !== null && name !== null) {
		refuse('The message has both “flowId” and “flowName”.', 'Leave one of them out.');
	}
	const screen = readOptional(input['screen'], limits.flowScreen);
	const data = readRecord(input['data'], 'data');
	const usesEndpoint = readFlag(input['usesEndpoint'], 'usesEndpoint');
	if (usesEndpoint && (screen !== null || data !== null)) {
		refuse(
			'A Flow whose endpoint chooses the first screen takes no screen and no data.',
			'Leave them out, or let the message choose the screen.',
		);
	}
	if (data !== null && Object.keys(data).length === 0) {
		refuse('The data of the Flow is empty.', 'Leave it out.');
	}
	return {
		...text,
		button: readRequired(input['button'], limits.buttonText),
		flow: name === null ? { id: id ?? readRequired('', limits.flow) } : { name },
		token: readOptional(input['reference'], limits.flowToken),
		screen,
		data,
		usesEndpoint,
		isDraft: readFlag(input['isDraft'], 'isDraft'),
	};
}
