/** What can go wrong with one message, as the sandbox is asked for it. */
export interface Trouble {
	readonly name: string;
	/** For `POST /_sandbox/faults`. */
	readonly fault: Readonly<Record<string, unknown>>;
	/** The node's option Timeout, in seconds, where it matters. */
	readonly timeout?: number;
	/** Whether nobody can tell from this answer what became of the message. */
	readonly isUnknown: boolean;
}

const page = '<html><body>Bad Gateway</body></html>';

/** Meta's own words for it, where any of the gateways might hand them on. */
const notAccepted = {
	message: '(#131016) Service unavailable',
	error: { message: '(#131016) Service unavailable', type: 'OAuthException', code: 131016 },
};

const accepted = { after: 'accepted' } as const;

/** The bad days of a gateway. */
export const troubles: readonly Trouble[] = [
	{
		name: '502 after acceptance',
		fault: { status: 502, body: page, ...accepted },
		isUnknown: true,
	},
	{ name: '502 before', fault: { status: 502, body: page }, isUnknown: true },
	{ name: 'reset after acceptance', fault: { reset: true, ...accepted }, isUnknown: true },
	{ name: 'reset before', fault: { reset: true }, isUnknown: true },
	{
		name: 'stall after acceptance',
		fault: { stallMs: 10_000, ...accepted },
		timeout: 3,
		isUnknown: true,
	},
	{ name: 'acceptance cut short', fault: { truncate: 20, ...accepted }, isUnknown: true },
	{
		name: '429 for over an hour',
		fault: { limited: { after: 4000, form: 'seconds' } },
		isUnknown: false,
	},
	{ name: '503, not accepted', fault: { status: 503, body: notAccepted }, isUnknown: false },
];
