/** A fault of a gateway while one message is sent. */
export interface FaultScenario {
	readonly name: string;
	/** The body for `POST /_sandbox/faults`. */
	readonly fault: Readonly<Record<string, unknown>>;
	/** The node's option Timeout in seconds, if the scenario needs it. */
	readonly timeout?: number;
	/** Whether the response leaves the outcome of the message unknown. */
	readonly isUnknown: boolean;
}

const page = '<html><body>Bad Gateway</body></html>';

/** Meta's error, as any of the gateways may pass it on. */
const notAccepted = {
	message: '(#131016) Service unavailable',
	error: { message: '(#131016) Service unavailable', type: 'OAuthException', code: 131016 },
};

const accepted = { after: 'accepted' } as const;

/** The faults that each gateway is tested with. */
export const faultScenarios: readonly FaultScenario[] = [
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
