import type { Fault } from '../../sandbox/faults/faultQueue';

/** The outcome that the node reports for an item. */
export type ClaimedOutcome = 'sent' | 'notSent' | 'unknown';

/** How a gateway lets the node recover a lost answer. */
export interface GatewayAbilities {
	/** It has idempotency keys, so a retry does not send twice. */
	readonly keys: boolean;
}

/** One fault and its expected outcome. */
export interface FaultScenario {
	readonly name: string;
	readonly fault: Omit<Partial<Fault>, 'gateway' | 'phone' | 'times'>;
	/** How many times in a row; default: 1. */
	readonly times?: number;
	/** The outcome that the node must report for the affected message. */
	readonly expects: (gateway: GatewayAbilities) => ClaimedOutcome;
	/** Whether the answer takes longer than the node waits for it. */
	readonly late?: true;
	/** Whether the gateway accepts the message and WhatsApp refuses it later. */
	readonly failsLater?: true;
	/** Whether the network sends the request twice, which a gateway without keys cannot detect. */
	readonly reachesTwice?: true;
}

const sent = (): ClaimedOutcome => 'sent';
const notSent = (): ClaimedOutcome => 'notSent';
const unknown = (): ClaimedOutcome => 'unknown';

/** The answer is lost before the gateway processes the request. */
const lostBefore = ({ keys }: GatewayAbilities): ClaimedOutcome => (keys ? 'sent' : 'unknown');

/** The answer is lost after the gateway accepted the message. */
const lostAfter = lostBefore;

/** More than any retry policy allows, but finite. */
const moreThanMaxAttempts = 9;

/** A refusal that every gateway's own rules read, because its text has Meta's code. */
const metaSays = (code: number, status = 422) => {
	const text = `(#${code}) ClaimedOutcome by WhatsApp`;
	const error = { type: 'validation_error', code, message: text };
	return { status, body: JSON.stringify({ status: 'error', message: text, error }) };
};

const page = '<!DOCTYPE html><title>Bad gateway</title><h1>Bad gateway</h1>';
const accepted = { after: 'accepted' } as const;
const messageBody = (message: string) => JSON.stringify({ message });

/** All fault scenarios of the tests. */
export const faultScenarios: readonly FaultScenario[] = [
	...[500, 502, 503, 504].flatMap((status): FaultScenario[] => [
		{ name: `${status} before`, fault: { status, body: '' }, expects: lostBefore },
		{ name: `${status} after`, fault: { ...accepted, status, body: page }, expects: lostAfter },
	]),
	{ name: 'reset before', fault: { reset: true }, expects: lostBefore },
	{ name: 'reset after', fault: { ...accepted, reset: true }, expects: lostAfter },
	{ name: 'stall before', fault: { stallMs: 60_000 }, expects: lostBefore, late: true },
	{ name: 'stall after', fault: { ...accepted, stallMs: 60_000 }, expects: lostAfter, late: true },
	{ name: 'trickle', fault: { slow: { bytes: 1, everyMs: 1000 } }, expects: lostAfter, late: true },
	{ name: 'cut answer', fault: { truncate: 9 }, expects: lostAfter },
	{ name: 'page before', fault: { status: 200, body: page }, expects: unknown },
	{
		name: 'page after',
		fault: { ...accepted, status: 200, body: page },
		expects: unknown,
	},
	{
		name: '5 MB after',
		fault: { ...accepted, status: 200, body: `{"id":"${'x'.repeat(5_000_000)}"}` },
		expects: lostAfter,
	},
	{ name: 'nothing in it before', fault: { status: 200, body: '' }, expects: lostBefore },
	{
		name: 'nothing in it after',
		fault: { ...accepted, status: 200, body: '{}' },
		expects: lostAfter,
	},
	{ name: '204 after', fault: { ...accepted, status: 204 }, expects: lostAfter },
	{
		name: 'an id that is none',
		fault: { ...accepted, status: 200, body: '{"id":[1]}' },
		expects: unknown,
	},
	{
		name: 'yes and no at once',
		fault: { ...accepted, status: 200, body: '{"error":"Something is not right."}' },
		expects: unknown,
	},
	...(['own', 'seconds', 'date', 'reset', 'body', 'none'] as const).map((form): FaultScenario => ({
		name: `429, ${form}`,
		fault: { limited: { after: 1, form } },
		expects: sent,
	})),
	{
		name: '429 for an hour',
		fault: { limited: { after: 3600, form: 'seconds' } },
		expects: notSent,
	},
	{ name: '130429', fault: metaSays(130429), expects: sent },
	{ name: '131056', fault: metaSays(131056), expects: sent },
	{ name: '131016', fault: metaSays(131016), expects: sent },
	{ name: '131016 again', fault: metaSays(131016), times: moreThanMaxAttempts, expects: notSent },
	{ name: '131047', fault: metaSays(131047), expects: notSent },
	{ name: '131026', fault: metaSays(131026), expects: notSent },
	{ name: '401', fault: { status: 401, body: messageBody('Unauthenticated.') }, expects: notSent },
	{ name: '403', fault: { status: 403, body: messageBody('No.') }, expects: notSent },
	{ name: '404', fault: { status: 404, body: messageBody('Nothing here.') }, expects: notSent },
	{ name: '422', fault: { status: 422, body: messageBody('No.') }, expects: notSent },
	{
		name: 'redirect',
		fault: { status: 307, headers: { Location: 'http://127.0.0.1:9/' } },
		expects: notSent,
	},
	{
		name: '502 again before',
		fault: { status: 502, body: '' },
		times: moreThanMaxAttempts,
		expects: unknown,
	},
	{
		name: '502 again after',
		fault: { ...accepted, status: 502, body: '' },
		times: moreThanMaxAttempts,
		expects: unknown,
	},
	{
		name: 'fails later',
		fault: { fails: '(#131026) Undeliverable' },
		expects: sent,
		failsLater: true,
	},
	{ name: 'reaches it twice', fault: { twice: true }, expects: sent, reachesTwice: true },
];
