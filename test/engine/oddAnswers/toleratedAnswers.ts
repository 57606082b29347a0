import type { Exchange } from './oddSandbox';

/** An operation that goes on after an odd answer, and why. */
interface Tolerated {
	readonly gateway?: string;
	/** The beginning of the run's name. */
	readonly run: string;
	/** The requests that it is about; absent for all. */
	readonly request?: (exchange: Exchange) => boolean;
	/** The odd answers; absent for all. */
	readonly answers?: readonly string[];
	readonly because: string;
}

/** What an answer of 2xx may be where none is documented. */
const anything = [
	...['nothing', 'half of it', 'null', 'an empty list', 'a text', 'a number', 'an empty object'],
] as const;

const isFileOf = ({ path }: Exchange) => path.includes('/whatsapp_business/attachments');

/** Answers of 2xx that are no refusal, and have something in them or say by their status that they have nothing. */
const agreeing = [
	...['a word of success', '204', 'data null', 'lists for objects and the reverse'],
	'texts for lists and objects',
] as const;

const isWrite = ({ method }: Exchange) => method !== 'GET';
const isRead = ({ method }: Exchange) => method === 'GET';

const tolerated: readonly Tolerated[] = [
	{ run: 'account:diagnose', because: 'its report says what could not be read' },
	{ run: 'account:rawRequest', because: 'every 2xx is the answer that was asked for' },
	{ run: 'message:sendToMany', because: 'its report says what became of each person' },
	{ run: 'media:download', request: isFileOf, because: 'a file may hold anything' },
	{
		run: 'message:sendAndWait',
		request: isRead,
		because: 'the message is sent, and the answer of the person is waited for whatever its status',
	},
	...['businessProfile', 'contact', 'contactList', 'group', 'lead', 'phoneNumber', 'template'].map(
		(resource): Tolerated => ({
			run: `${resource}:`,
			request: isWrite,
			answers: agreeing,
			because: 'a 2xx did it; what its answer leaves out is as it was sent',
		}),
	),
	...['media:delete', 'message:markAsRead', 'messageLink:delete'].map((run): Tolerated => ({
		...{ run, request: isWrite, answers: agreeing, because: 'a 2xx did it' },
	})),
	...['group:create', 'group:update', 'group:removeParticipants', 'group:delete'].map(
		(run): Tolerated => ({
			...{ gateway: 'metaCloud', run, answers: [...agreeing, ...anything] },
			because: 'Meta documents no answer',
		}),
	),
	...['conversation:', 'contact:deleteComment', 'lead:'].map((run): Tolerated => ({
		...{ gateway: 'mojeeb', run, request: isWrite, answers: [...agreeing, ...anything] },
		because: 'Mojeeb documents no answer',
	})),
	{
		...{ gateway: 'mojeeb', run: '', request: isRead, answers: ['an empty list'] },
		because: 'where the rows of a list are is not documented, and a bare list is one',
	},
	{
		...{ gateway: 'xobito', run: '', request: isRead },
		answers: ['lists for objects and the reverse'],
		because: 'a list may be in the place of its page',
	},
	{
		...{ gateway: 'wacr', run: 'contact:deleteMany', request: isWrite },
		because: 'each contact is looked up then',
	},
	...['message:sendBroadcast', 'contact:startFlow'].map((run): Tolerated => ({
		...{ gateway: 'wacrDeveloper', run, request: isWrite, answers: agreeing },
		because: 'WA.CR’s answer is not documented',
	})),
	{ gateway: 'qyvo', run: 'contact:start', because: 'a start may be repeated' },
	{
		...{ gateway: 'wacr', run: 'contact:createMany', request: isWrite },
		because: 'the contact says what became of its groups',
	},
	...['account:getAnalytics', 'phoneNumber:getConversationalComponents'].map((run): Tolerated => ({
		...{ gateway: 'metaCloud', run, because: 'Meta leaves out a field in which there is nothing' },
		answers: [...agreeing, 'an empty list'],
	})),
	{
		...{ gateway: 'wacr', run: 'oneTimePassword:getCodeStatus', answers: agreeing },
		because: 'without a word on an active code, its state is unknown',
	},
	{
		...{ gateway: 'wacr', run: 'oneTimePassword:resendCode', request: isWrite },
		answers: ['429 with a time', '429 without a time'],
		because: 'a person gets three codes in five minutes, which is not waited for',
	},
];

/** Whether an operation may go on after an odd answer. */
export function isTolerated(
	gateway: string,
	run: string,
	exchange: Exchange,
	answer: string,
): boolean {
	return tolerated.some(
		(one) =>
			(one.gateway === undefined || one.gateway === gateway) &&
			run.startsWith(one.run) &&
			(one.request?.(exchange) ?? true) &&
			(one.answers?.includes(answer) ?? true),
	);
}
