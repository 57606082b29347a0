import { GatewayError, type FaultDetails, type Told } from './faults';
import type { Answer } from './gateway';
import { metaCodes } from './metaCodes';

/** One row of a gateway's table: which answer, which fault, in which words. */
export interface FaultRule extends Told {
	readonly status?: number;
	/** Found in the gateway's own text. */
	readonly text: RegExp;
}

/** A value as an object, or an empty one: the single place where `unknown` is narrowed. */
export function asObject(value: unknown): Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null && !Array.isArray(value)
		? (value as Record<string, unknown>)
		: {};
}

/** The objects of a list; an empty list for everything else. */
export function asRows(value: unknown): Array<Readonly<Record<string, unknown>>> {
	return Array.isArray(value) ? value.map(asObject) : [];
}

/** A non-empty string, or a number written as one; `null` for everything else. */
export function asText(value: unknown): string | null {
	if (typeof value === 'number') return String(value);
	return typeof value === 'string' && value !== '' ? value : null;
}

/** The strings of a list; an empty list for everything else. */
export function asTexts(value: unknown): string[] {
	return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [];
}

/** Laravel's `errors`: refused fields with their reasons; `undefined` where there are none. */
export function asFields(value: unknown): Record<string, string[]> | undefined {
	const fields = Object.entries(asObject(value)).map(([field, reasons]): [string, string[]] => [
		field,
		typeof reasons === 'string' ? [reasons] : asTexts(reasons),
	]);
	return fields.length > 0 ? Object.fromEntries(fields) : undefined;
}

/** Meta's code where a text carries it, `(#131047) …`; `null` where it does not. */
export function metaCodeIn(text: string): number | null {
	const found = /\(#(\d{1,6})\)/.exec(text) ?? /\b(13[0-5]\d{3})\b/.exec(text);
	return found?.[1] === undefined ? null : Number(found[1]);
}

/** Seconds from now until a time that is told in seconds or as a date; `null` where it is neither. */
function secondsUntil(time: unknown, now: number): number | null {
	const text = asText(time)?.trim() ?? '';
	// JavaScript reads a date into nearly anything; a real one has a time of day.
	const isDate = /\d\d:\d\d/.test(text);
	const seconds = isDate ? Math.ceil((Date.parse(text) - now) / 1000) : Number(text);
	return text === '' || !Number.isFinite(seconds) ? null : Math.max(0, seconds);
}

/** Numbers from here on are no seconds from now but the seconds since 1970. */
const firstMoment = 1e9;

/** Seconds until the gateway takes requests again: `Retry-After`, the body's own, or the window's end. */
export function retryAfter({ headers, body }: Answer, now = Date.now()): number | null {
	const asked =
		secondsUntil(headers['retry-after'], now) ?? secondsUntil(asObject(body)['retry_after'], now);
	if (asked !== null) return asked;
	const reset = secondsUntil(headers['x-ratelimit-reset'], now);
	return reset === null || reset < firstMoment ? reset : Math.max(0, Math.ceil(reset - now / 1000));
}

/** What Meta's code means, where it is one that we know. */
export function faultOfMetaCode(
	code: number,
	gateway: string,
	details: FaultDetails,
): GatewayError | undefined {
	// Meta numbers its permissions from 200 to 299.
	const known = metaCodes[code >= 200 && code < 300 ? 200 : code];
	if (known === undefined) return undefined;
	return new GatewayError(known.fault, known.message.replace('{gateway}', gateway), {
		hint: known.hint,
		...details,
		metaCode: code,
	});
}

/** What the HTTP status alone says: the last word where a gateway's own tables have none. */
export function faultOfStatus(
	answer: Answer,
	gateway: string,
	details: FaultDetails,
): GatewayError {
	const { status, sends, isJson } = answer;
	const words = details.gatewayCode?.trim().replace(/\.$/, '');
	const said = words ? `: “${words}”` : '';
	if (status === 401) {
		return new GatewayError(
			'invalidCredential',
			`${gateway} does not accept the access token.`,
			details,
		);
	}
	if (status === 402) {
		return new GatewayError(
			'quotaExceeded',
			`${gateway} says that the quota is used up${said}.`,
			details,
		);
	}
	if (status === 429) {
		return new GatewayError('rateLimited', `${gateway} takes no more requests for now.`, {
			...details,
			retryAfter: retryAfter(answer),
		});
	}
	if (status >= 500) {
		return sends
			? new GatewayError(
					'unknownOutcome',
					`${gateway} broke off with status ${status} and did not say whether the message was sent.`,
					{ ...details, sent: 'unknown' },
				)
			: new GatewayError(
					'temporarilyUnavailable',
					`${gateway} is out of order (status ${status}).`,
					{
						...details,
						hint: 'Run the node again in a few minutes.',
					},
				);
	}
	if (isJson && status >= 200 && status < 300) {
		return new GatewayError('invalidRequest', `${gateway} did not accept the request${said}.`, {
			...details,
			// The status says one thing and the body another.
			sent: sends ? 'unknown' : 'no',
		});
	}
	if (!isJson || status < 400) {
		return new GatewayError(
			'unexpectedAnswer',
			`${gateway} was expected at the Base URL, but something else answered there (status ${status}).`,
			details,
		);
	}
	if (status === 403) {
		return new GatewayError('missingScope', `${gateway} does not permit this${said}.`, details);
	}
	if (status === 404) {
		return new GatewayError(
			'notFound',
			`${gateway} does not have what was asked for${said}.`,
			details,
		);
	}
	if (status === 409) {
		return new GatewayError(
			'conflict',
			`${gateway} has this request in hand already${said}.`,
			// What is in hand may go out yet.
			{ ...details, sent: sends ? 'unknown' : 'no' },
		);
	}
	return new GatewayError(
		'invalidRequest',
		`${gateway} did not accept the request${said}.`,
		details,
	);
}
