import { GatewayError } from '../core/faults';
import type { Accepted, Gateway } from '../core/gateway';
import type { Kind, Message, Receipt } from '../core/message';
import type { Connection } from '../core/request';
import { retryDelay } from '../http/retryPolicy';
import type { ReleaseWhile } from './dispatch';
import { createReceipt } from './receipt';
import { knownMessageIds } from './retryMemory';
import { waitForStatus, deliveryFault, type StatusWait } from './waitForStatus';
import { rethrow } from '../core/rethrow';

/** Everything that a message needs on its way. */
export interface Delivering {
	readonly gateway: Gateway;
	readonly connection: Connection;
	/** Ends with the run. */
	sleep(seconds: number): Promise<void>;
	readonly aside: ReleaseWhile;
	/** Tells the user something about this message. */
	note(sentence: string): void;
	/** How far it must come; `null` where taken is enough. */
	readonly wait: StatusWait | null;
	/** Whether a message whose outcome is unknown is sent again. */
	readonly retryUnknownOutcome: boolean;
	/** Seconds to wait at most before a message is sent again. */
	readonly longestWait: number;
}

/** Seconds before each look into the gateway's list. */
const looks = [2, 3, 5] as const;

/** How often a message is sent again, at its sender's risk. */
const riskyRepeats = 2;

/** How many messages are on their way to each person, from all runs of this process. */
const underWay = new Map<string, number>();

function laneOf({ id }: Gateway, { to }: Pick<Message, 'to'>): string {
	return `${id} ${to}`;
}

/** Counts a message as under way while it is. */
async function counted<T>(lane: string, work: () => Promise<T>): Promise<T> {
	underWay.set(lane, (underWay.get(lane) ?? 0) + 1);
	try {
		return await work();
	} finally {
		const others = (underWay.get(lane) ?? 1) - 1;
		if (others > 0) underWay.set(lane, others);
		else underWay.delete(lane);
	}
}

/** The gateway's function for a kind. What it lacks was refused before. */
async function carry<K extends Kind>(
	message: Message<K>,
	{ gateway, connection }: Delivering,
): Promise<Accepted> {
	const send = gateway.send[message.kind as K];
	if (send === undefined) throw new GatewayError('unsupported', `${gateway.name} lacks this kind.`);
	return await send(message, connection);
}

/** What was accepted after so many more tries. */
function again({ acceptance, answer }: Accepted, tries: number): Accepted {
	return { acceptance, answer: { ...answer, attempts: answer.attempts + tries } };
}

/** Carries it, and again where too much went to this one person lately: nobody else waits for that. */
async function carryAtTheirPace<K extends Kind>(
	message: Message<K>,
	how: Delivering,
): Promise<Accepted> {
	for (let attempt = 1; ; attempt++) {
		try {
			return again(await carry(message, how), attempt - 1);
		} catch (error) {
			const isTheirs = error instanceof GatewayError && error.fault === 'pairRateLimited';
			const wait = isTheirs ? retryDelay(error, attempt, how.longestWait) : undefined;
			if (wait === undefined) return rethrow(error);
			await how.aside(async () => await how.sleep(wait));
		}
	}
}

/** The message in the gateway's own list, if it is there by and by, and while nobody stops the run. */
async function lookUp<K extends Kind>(
	message: Message<K>,
	begun: Date,
	{ gateway, connection, sleep }: Delivering,
): Promise<Accepted | null> {
	const { findSentMessage } = gateway;
	// What another run is just sending to this person could be taken for it.
	const isAlone = () => underWay.get(laneOf(gateway, message)) === 1;
	if (findSentMessage === undefined || !isAlone()) return null;
	// TypeScript does not see that a message of one kind is a message of some kind.
	const wanted = message as unknown as Message;
	const isNew = (id: string) => knownMessageIds.get(`${gateway.id} ${id}`) === undefined;
	const look = async (seconds: number) => {
		await sleep(seconds);
		return await findSentMessage(wanted, begun, isNew, connection);
	};
	for (const seconds of looks) {
		const found = await look(seconds).catch(() => null);
		if (found !== null) return isAlone() ? found : null;
	}
	return null;
}

/**
 * Sends one message once: again only where it was certainly not sent, and where nobody can tell, after
 * a look into the gateway's own list, only at the user's wish. What a repeat is refused for does not
 * tell what became of the try before it.
 */
async function send<K extends Kind>(message: Message<K>, how: Delivering): Promise<Accepted> {
	let doubt: GatewayError | undefined;
	for (let repeat = 0; ; repeat++) {
		const begun = Date.now();
		try {
			return again(await carryAtTheirPace(message, how), repeat);
		} catch (error) {
			if (!(error instanceof GatewayError) || error.sent !== 'unknown') {
				return rethrow(doubt ?? error);
			}
			doubt ??= error;
			const found = await lookUp(message, new Date(error.details.requestedAt ?? begun), how);
			if (found !== null) {
				how.note(`${how.gateway.name} gave no answer, but the message stands in its list.`);
				return again(found, repeat);
			}
			if (!how.retryUnknownOutcome || repeat >= riskyRepeats) return rethrow(error);
			how.note('Nobody could tell whether it was sent, so it was sent again, as the options say.');
		}
	}
}

/** Why a message that was taken is known at once not to arrive. */
async function whyNot(receipt: Receipt, { gateway, connection }: Delivering) {
	const nothing = { ...receipt, status: 'failed' as const, reason: null, metaCode: null };
	const told = await gateway.status?.(receipt, connection).catch(() => undefined);
	return deliveryFault(gateway.name, told ?? nothing);
}

/** Sends a message, waits for it to come as far as wanted, and gives its receipt. */
export async function deliver<K extends Kind>(
	message: Message<K>,
	how: Delivering,
): Promise<Receipt> {
	const { gateway, wait, note } = how;
	const accepted = await counted(laneOf(gateway, message), async () => await send(message, how));
	const receipt = createReceipt(gateway, message, accepted, new Date());
	for (const id of [receipt.messageId, receipt.whatsappMessageId]) {
		if (id !== null) knownMessageIds.set(`${gateway.id} ${id}`, true);
	}
	if (receipt.status === 'failed') return rethrow(await whyNot(receipt, how));
	if (wait === null) return receipt;
	const awaited = await waitForStatus(receipt, wait, how);
	if (!awaited.reached && gateway.status !== undefined) {
		note(`After ${wait.seconds} seconds the message is ${awaited.status}, not yet ${wait.until}.`);
	}
	const { status, whatsappMessageId } = awaited;
	return { ...receipt, status, whatsappMessageId };
}
