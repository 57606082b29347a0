import type { Fault } from '../../sandbox/faults/faultQueue';

/** What an item may have become, by what the node says of it. */
export type Told = 'sent' | 'notSent' | 'unknown';

/** What a gateway can do about an answer that got lost. */
export interface Abilities {
	/** It takes keys, so that a repeat sends once. */
	readonly keys: boolean;
	/** It has a list in which a message can be found. */
	readonly list: boolean;
}

/** One thing that goes wrong. */
export interface BadDay {
	readonly name: string;
	readonly fault: Omit<Partial<Fault>, 'gateway' | 'phone' | 'times'>;
	/** How often in a row; default: once. */
	readonly times?: number;
	/** What the node must say, where the message's request meets it. */
	readonly told: (gateway: Abilities) => Told;
	/** Whether the answer takes longer than anybody waits. */
	readonly late?: true;
	/** Whether the gateway takes the message and WhatsApp refuses it afterwards. */
	readonly failsLater?: true;
	/** Whether the request reaches a gateway without keys twice, through nobody's fault of ours. */
	readonly reachesTwice?: true;
}

const sent = (): Told => 'sent';
const notSent = (): Told => 'notSent';

/** The answer got lost before the gateway did anything. */
const lostBefore = ({ keys }: Abilities): Told => (keys ? 'sent' : 'unknown');

/** The answer got lost, and the message is on its way. */
const lostAfter = ({ keys, list }: Abilities): Told => (keys || list ? 'sent' : 'unknown');

/** More often than any rule repeats, but it ends. */
const again = 9;

/** A refusal that every gateway's own rules read, for it carries Meta's code in a text. */
const metaSays = (code: number, status = 422) => {
	const text = `(#${code}) Told by WhatsApp`;
	const error = { type: 'validation_error', code, message: text };
	return { status, body: JSON.stringify({ status: 'error', message: text, error }) };
};

const page = '<!DOCTYPE html><title>Bad gateway</title><h1>Bad gateway</h1>';
const accepted = { after: 'accepted' } as const;
const says = (message: string) => JSON.stringify({ message });

/** Every bad day of a gateway. */
export const badDays: readonly BadDay[] = [
	...[500, 502, 503, 504].flatMap((status): BadDay[] => [
		{ name: `${status} before`, fault: { status, body: '' }, told: lostBefore },
		{ name: `${status} after`, fault: { ...accepted, status, body: page }, told: lostAfter },
	]),
	{ name: 'reset before', fault: { reset: true }, told: lostBefore },
	{ name: 'reset after', fault: { ...accepted, reset: true }, told: lostAfter },
	{ name: 'stall before', fault: { stallMs: 9000 }, told: lostBefore, late: true },
	{ name: 'stall after', fault: { ...accepted, stallMs: 9000 }, told: lostAfter, late: true },
	{ name: 'trickle', fault: { slow: { bytes: 1, everyMs: 300 } }, told: lostAfter, late: true },
	{ name: 'cut answer', fault: { truncate: 9 }, told: lostAfter },
	{ name: 'page before', fault: { status: 200, body: page }, told: () => 'unknown' },
	{
		name: 'page after',
		fault: { ...accepted, status: 200, body: page },
		told: ({ list }) => (list ? 'sent' : 'unknown'),
	},
	{
		name: '5 MB after',
		fault: { ...accepted, status: 200, body: `{"id":"${'x'.repeat(5_000_000)}"}` },
		told: lostAfter,
	},
	{ name: 'nothing in it before', fault: { status: 200, body: '' }, told: lostBefore },
	{ name: 'nothing in it after', fault: { ...accepted, status: 200, body: '{}' }, told: lostAfter },
	{ name: '204 after', fault: { ...accepted, status: 204 }, told: lostAfter },
	{
		name: 'an id that is none',
		fault: { ...accepted, status: 200, body: '{"id":[1]}' },
		told: sent,
	},
	{
		name: 'yes and no at once',
		fault: { ...accepted, status: 200, body: '{"error":"Something is not right."}' },
		told: ({ list }) => (list ? 'sent' : 'unknown'),
	},
	...(['own', 'seconds', 'date', 'reset', 'body', 'none'] as const).map((form): BadDay => ({
		name: `429, ${form}`,
		fault: { limited: { after: 1, form } },
		told: sent,
	})),
	{ name: '429 for an hour', fault: { limited: { after: 3600, form: 'seconds' } }, told: notSent },
	{ name: '130429', fault: metaSays(130429), told: sent },
	{ name: '131056', fault: metaSays(131056), told: sent },
	{ name: '131016', fault: metaSays(131016), told: sent },
	{ name: '131016 again', fault: metaSays(131016), times: again, told: notSent },
	{ name: '131047', fault: metaSays(131047), told: notSent },
	{ name: '131026', fault: metaSays(131026), told: notSent },
	{ name: '401', fault: { status: 401, body: says('Unauthenticated.') }, told: notSent },
	{ name: '403', fault: { status: 403, body: says('No.') }, told: notSent },
	{ name: '404', fault: { status: 404, body: says('Nothing here.') }, told: notSent },
	{ name: '422', fault: { status: 422, body: says('No.') }, told: notSent },
	{
		name: 'redirect',
		fault: { status: 307, headers: { Location: 'http://127.0.0.1:9/' } },
		told: notSent,
	},
	{
		name: '502 again before',
		fault: { status: 502, body: '' },
		times: again,
		told: () => 'unknown',
	},
	{
		name: '502 again after',
		fault: { ...accepted, status: 502, body: '' },
		times: again,
		told: ({ list }) => (list ? 'sent' : 'unknown'),
	},
	{
		name: 'fails later',
		fault: { fails: '(#131026) Undeliverable' },
		told: sent,
		failsLater: true,
	},
	{ name: 'reaches it twice', fault: { twice: true }, told: sent, reachesTwice: true },
];
