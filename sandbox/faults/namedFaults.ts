import type { Fault } from './faultQueue';

/** A fault as a person chooses it. */
export interface NamedFault {
	readonly name: string;
	/** What happens, for people. */
	readonly title: string;
	/** Whether the message was sent all the same. */
	readonly arrives: boolean;
	readonly effects: Omit<Fault, 'times' | 'after'> & Partial<Pick<Fault, 'after'>>;
}

const fails = (code: number, text: string) => ({ fails: `(#${code}) ${text}` });

/** What can be chosen for the next message on the phone page, the most frequent first. */
export const namedFaults: readonly NamedFault[] = [
	{
		name: 'undeliverable',
		title: 'Taken, then undeliverable (131026)',
		arrives: false,
		effects: fails(131026, 'Message undeliverable'),
	},
	{
		name: 'healthyEcosystem',
		title: 'Taken, then held back by Meta (131049)',
		arrives: false,
		effects: fails(
			131049,
			'This message was not delivered to maintain healthy ecosystem engagement.',
		),
	},
	{
		name: 'marketingStopped',
		title: 'Taken, but the person stopped marketing (131050)',
		arrives: false,
		effects: fails(
			131050,
			'Unable to deliver the message. This recipient has chosen to stop receiving marketing messages on WhatsApp from your business',
		),
	},
	{
		name: 'mediaDownload',
		title: 'Taken, but the file cannot be loaded (131052)',
		arrives: false,
		effects: fails(131052, 'Media download error'),
	},
	{
		name: 'rateLimited',
		title: 'Refused: too many requests, try again in 5 seconds',
		arrives: false,
		effects: { limited: { after: 5, form: 'own' } },
	},
	{
		name: 'unavailable',
		title: 'Refused: the gateway is down (503)',
		arrives: false,
		effects: { status: 503, body: '<html><body><h1>503 Service Unavailable</h1></body></html>' },
	},
	{
		name: 'crashed',
		title: 'Refused: the gateway has crashed (500)',
		arrives: false,
		effects: { status: 500, body: '{"message":"Server Error"}' },
	},
	{
		name: 'reset',
		title: 'The connection breaks before the message is taken',
		arrives: false,
		effects: { reset: true },
	},
	{
		name: 'resetAccepted',
		title: 'Taken, but the connection breaks before the answer',
		arrives: true,
		effects: { reset: true, after: 'accepted' },
	},
	{
		name: 'gatewayTimeout',
		title: 'Taken, but the answer is “timed out” (504)',
		arrives: true,
		effects: { status: 504, body: '', after: 'accepted' },
	},
	{
		name: 'slow',
		title: 'Taken after 20 seconds',
		arrives: true,
		effects: { stallMs: 20_000 },
	},
	{
		name: 'truncated',
		title: 'Taken, but the answer is cut off',
		arrives: true,
		effects: { truncate: 10 },
	},
	{
		name: 'twice',
		title: 'Reaches the gateway twice',
		arrives: true,
		effects: { twice: true },
	},
];
