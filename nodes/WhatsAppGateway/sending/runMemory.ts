import { createHash } from 'node:crypto';

import type { RunOrigin } from '../n8n/runOrigin';
import type { KeyContext } from '../n8n/keyRows';
import { openKeyStore } from '../n8n/keyStore';
import { Claims } from './claims';
import { keyLifetimeMs } from './idempotencyKey';
import { RunNotes } from './runNotes';
import type { MessageName, SendMemory } from './sendMemory';
import { Turns } from './turns';

/** One run of the node, and the way to what n8n keeps for it. */
export interface RunPlace {
	readonly context: KeyContext;
	/** The node's part of n8n's context, which n8n stores with an execution that stops. */
	readonly nodeContext: Record<string, unknown>;
	readonly origin: RunOrigin;
	/** Names workflow, run and node. */
	readonly runKey: string;
	/** Whether n8n repeats an earlier run, which may have ended without a word. */
	readonly isRetry: boolean;
	/** Whether one item may send several messages, so that an earlier run tells nothing of them. */
	readonly mayRepeatItem: boolean;
	sleep(seconds: number): Promise<void>;
}

/** Messages of a run whose claims share a set, so that n8n rewrites few keys at a time. */
const messagesPerSet = 500;

/** The sets of a node, over which its runs are spread: old runs are forgotten, and nothing grows. */
const setsPerNode = 32;

/** Keys in a set: two for each message, three at a gateway with keys of its own. */
const keysPerSet = 1600;

/** One key for each message and one more while its outcome is open; two at a gateway with keys of its own. */
const maxOwnKeys = 10_000;

/** Sets of a node for the people of its broadcasts, over which these are spread by their names. */
const broadcastSets = 8;

/**
 * People of one broadcast at most, so that none of them is forgotten while it goes on: two keys each, at gateways
 * with keys of their own.
 */
export const maxPeople = 25_000;

/** With some more for the messages that are being sent. */
const maxBroadcastKeys = 2 * maxPeople + 500;

/** How far the clocks of n8n's processes may be apart. */
const maxSkewMs = 5 * 60_000;

/** The set of own keys in which the people of a broadcast are kept: the same in every run. */
export function broadcastSet(name: string): number {
	return 1 + (createHash('sha256').update(name).digest().readUInt16BE() % broadcastSets);
}

/** The parts of one run follow each other, so that they crowd each other out as late as possible. */
function setNumber(runKey: string, part: number): number {
	const first = createHash('sha256').update(runKey).digest().readUInt16BE();
	return (first + part) % setsPerNode;
}

/** The claims of this run and its retries, for runs that end without a word: stopped, or killed. */
function claimsOfRun({ context, runKey, isRetry, mayRepeatItem, sleep }: RunPlace): Claims {
	return new Claims({
		keyOf: ({ turn, to }) => (mayRepeatItem ? null : JSON.stringify([runKey, turn, to])),
		setOf: (_name, position) => Math.floor(position / messagesPerSet),
		openSet: (part) =>
			openKeyStore(context, {
				name: `runs:${setNumber(runKey, part)}`,
				maxKeys: keysPerSet,
				isShared: true,
			}),
		wordsOf: ({ words }) => words,
		doOthersCount: isRetry,
		lookAgainAfter: [],
		sentNote:
			'The run that is retried had sent it, so it was not sent again; its IDs are not kept.',
		unknown: () => ({
			message:
				'The run that is retried ended while it sent this message, so the message may have been sent.',
			again: 'this item',
		}),
		otherWordsMessage:
			'The run that is retried sent this person other words in the place of this message, so this one may have been sent in another form.',
		sleep,
	});
}

const unknownOfKey = {
	message:
		'Another run began to send a message with this Message Key, and its outcome is not known.',
	again: 'this item',
} as const;

const unknownOfBroadcast = {
	message:
		'Another run of this broadcast began to send this person the message, and its outcome is not known.',
	again: 'the broadcast',
} as const;

/** The claims of the user's own keys, for every run of the node. */
function claimsOfOwnKeys({ context, sleep }: RunPlace): Claims {
	return new Claims({
		keyOf: ({ ownKey }) => ownKey,
		setOf: ({ ownKeySet = 0 }) => ownKeySet,
		openSet: (set) =>
			openKeyStore(context, {
				name: set === 0 ? '' : `broadcasts:${set}`,
				maxKeys: set === 0 ? maxOwnKeys : maxBroadcastKeys,
				isShared: true,
			}),
		wordsOf: () => null,
		doOthersCount: true,
		lookAgainAfter: [1, 2, 4],
		sentNote:
			'A message with this Message Key was sent before, so this one was not sent. To send it, change the key.',
		unknown: ({ ownKeySet }) => (ownKeySet === undefined ? unknownOfKey : unknownOfBroadcast),
		sleep,
	});
}

/** Everything that remembers the messages of one run. */
export class RunMemory {
	private readonly notes: RunNotes;
	private readonly ownKeys: Claims;
	private readonly claims: readonly Claims[];
	/** Of the people's messages in this run. */
	readonly turns: Turns;

	/** The nearest first. */
	readonly all: readonly SendMemory[];

	/** Whether n8n repeats an earlier run. */
	readonly isRetry: boolean;

	constructor(place: RunPlace, run: string) {
		this.isRetry = place.isRetry;
		const { startedAt } = place.origin;
		const age = startedAt === null ? 0 : Date.now() - startedAt;
		// A clock that was set back meanwhile tells nothing of the age.
		const isRecent = age > -maxSkewMs && age < keyLifetimeMs;
		this.notes = new RunNotes(place.nodeContext, run, isRecent);
		this.turns = new Turns(this.notes.turns());
		this.ownKeys = claimsOfOwnKeys(place);
		this.claims = [claimsOfRun(place), this.ownKeys];
		this.all = [this.notes, ...this.claims];
	}

	private needsStore = false;

	/** Announces a message, in the order of the items. */
	expect(name: MessageName): void {
		this.needsStore ||= name.ownKey !== null && !name.isDeduplicated;
		this.all.forEach((memory) => memory.expect(name));
	}

	/** Messages that are claimed at a time; after a kill, the outcome of so many is unknown. */
	set batchSize(size: number) {
		for (const claims of this.claims) claims.batchSize = size;
	}

	/** How often the message at a place certainly was not sent. */
	unsentAt(place: string): number {
		return this.notes.unsentAt(place);
	}

	/** Whether an earlier try of this run has sent something, or may have. */
	get hasEarlierSends(): boolean {
		return this.notes.hasEarlierSends;
	}

	/** Whether Message Keys could not be looked up, so that they hold within this run only. */
	get hasLostKeys(): boolean {
		return this.needsStore && this.ownKeys.hasFailed;
	}

	/** Stores what is not stored yet, before n8n gets the outcome. */
	async close(): Promise<void> {
		for (const memory of this.all) await memory.close();
	}

	/** The run has succeeded. */
	forget(): void {
		this.notes.forget();
	}
}
