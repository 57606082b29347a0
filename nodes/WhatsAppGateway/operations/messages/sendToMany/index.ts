import type { IDataObject } from 'n8n-workflow';

import { GatewayError } from '../../../core/faults';
import type { Receipt } from '../../../core/message';
import { rethrow } from '../../../core/rethrow';
import { readSwitch } from '../../../n8n/readOption';
import { broadcastSet, maxPeople } from '../../../sending/runMemory';
import { personKey } from '../../../whatsapp/samePerson';
import { options } from '../../fields/options';
import { requireText } from '../../fields/readText';
import { templateFields, whitespaceOption } from '../../fields/template';
import type { Item, ItemTask, ManyPeople, Operation, UnreadPerson } from '../../operation';
import { readTemplate } from '../../templates/content';
import { prepareSend, readPerson } from '../prepareSend';
import { broadcastName, broadcastOptions, dryRun, optOutList, peopleFields } from './fields';
import {
	quietReason,
	type QuietRule,
	readHasOptedOut,
	readOptOuts,
	readQuietRule,
} from './leaveOut';
import { asOutput, type PersonResult, resultOf, resultOfFault, resultOfReceipt } from './outcomes';
import { peopleOf } from './people';
import { toReport } from './report';
import { Stops } from './stops';

/** The task of a person to whom nothing is sent. */
function settled(result: PersonResult): ItemTask {
	return { recipient: null, run: async () => asOutput(result) };
}

/** What is said of one person on the way, instead of below the output: there may be thousands. */
function withOwnNotes(item: Item): { item: Item; sentences: () => string | null } {
	const notes = new Set<string>();
	return {
		item: { ...item, note: (sentence) => notes.add(sentence) },
		sentences: () => (notes.size === 0 ? null : [...notes].join(' ')),
	};
}

function readName(item: Item): string {
	const hint = 'Give the broadcast a name: whoever has it under this name does not get it again.';
	return requireText(item, broadcastName.name, broadcastName.displayName, hint);
}

const accountStopped =
	'The broadcast stopped for the account of this person before. Run it again to send the rest.';

/** One run of a broadcast. */
class Broadcast implements ManyPeople {
	private readonly met = new Set<string>();
	/** Who has opted out in any row: another row of the same person, before or after it, says nothing against that. */
	private readonly optedOut = new Set<string>();
	private readonly stops = new Stops();
	private optOuts: (() => ReadonlySet<string>) | null = null;
	private name: string | null = null;
	private isDry = false;
	private preview: IDataObject | null = null;
	private count = 0;

	peopleOf(item: Item): readonly Item[] {
		const people = peopleOf(item);
		this.count += people.length;
		if (this.count <= maxPeople) return people;
		throw new GatewayError(
			'invalidRequest',
			`A broadcast has at most ${maxPeople} people, because n8n remembers no more of them.`,
			{ hint: 'Split the list, and give each part a name of its own.' },
		);
	}

	/**
	 * Reads what concerns all people, whose faults stop the broadcast, and then what concerns one. A fault of
	 * the account ends it as well: {@link settle} decides for whom.
	 */
	async read(given: Item): Promise<ItemTask> {
		const name = readName(given);
		this.name ??= name;
		this.isDry = readSwitch(given.parameter(dryRun.name, false), dryRun);
		const quiet = readQuietRule(given);
		const optOuts = this.optOutsFrom(given);
		const { item, sentences } = withOwnNotes(given);
		let to: string | null = null;
		this.stops.meet(item);
		try {
			to = readPerson(item, 'A broadcast');
			const leftOut = this.leaveOut(to, { optOuts, quiet, item });
			if (leftOut !== null) return settled(leftOut);
			const task = await this.prepare(to, name, item);
			this.met.add(personKey(to));
			return task.sends === undefined
				? this.dryTask(to, sentences())
				: this.sendTask(to, task, { quiet, item, sentences });
		} catch (error) {
			if (this.stops.refuses(error, item)) return rethrow(error);
			return settled(resultOfFault(to, error, 'invalid'));
		}
	}

	settle: ManyPeople['settle'] = (people) => {
		const settle = ({ error, to, index, isOfCredential }: UnreadPerson): ItemTask | null => {
			if (isOfCredential) this.stops.cannotOpen(index, error);
			else if (!this.stops.isOfAccount(error)) return null;
			return settled(resultOfFault(to, error, 'failed'));
		};
		const tasks = people.map(settle);
		return this.stops.hasOther ? tasks : tasks.map(() => null);
	};

	/** The opt-out list, which is read once, with its fault. */
	private optOutsFrom(item: Item): ReadonlySet<string> {
		if (this.optOuts === null) {
			try {
				const people = readOptOuts(item);
				this.optOuts = () => people;
			} catch (error) {
				this.optOuts = () => rethrow(error);
			}
		}
		return this.optOuts();
	}

	private leaveOut(
		to: string,
		{ optOuts, quiet, item }: { optOuts: ReadonlySet<string>; quiet: QuietRule | null; item: Item },
	): PersonResult | null {
		const key = personKey(to);
		if (optOuts.has(key) || readHasOptedOut(item)) this.optedOut.add(key);
		if (this.optedOut.has(key)) return resultOf(to, 'optedOut', null);
		if (this.met.has(key)) return resultOf(to, 'duplicate', null);
		const reason = quietReason(to, quiet);
		if (reason === null) return null;
		this.met.add(key);
		return resultOf(to, 'later', reason);
	}

	private async prepare(to: string, name: string, item: Item): Promise<ItemTask> {
		const { content, preview } = await readTemplate(item);
		if (this.isDry) this.preview ??= { ...preview };
		return await prepareSend('template', to, content, preview, {
			...item,
			options: { ...item.options, messageKey: name, previewOnly: this.isDry },
			broadcast: { person: personKey(to), keySet: broadcastSet(name) },
		});
	}

	/** Who would get the message, once all rows were read. */
	private dryTask(to: string, reason: string | null): ItemTask {
		return {
			recipient: null,
			run: async () =>
				asOutput(
					this.optedOut.has(personKey(to))
						? resultOf(to, 'optedOut', null)
						: resultOf(to, 'wouldBeSent', reason),
				),
		};
	}

	/** Sends when the turn has come, if quiet hours have not begun meanwhile and no later row has an opt-out. */
	private sendTask(
		to: string,
		task: ItemTask,
		person: { quiet: QuietRule | null; item: Item; sentences: () => string | null },
	): ItemTask {
		const { quiet, item, sentences } = person;
		return {
			...task,
			run: async (releaseWhile) => {
				if (this.optedOut.has(personKey(to))) return asOutput(resultOf(to, 'optedOut', null));
				if (this.stops.isStopped(item)) return asOutput(resultOf(to, 'notTried', accountStopped));
				const reason = quietReason(to, quiet);
				if (reason !== null) return asOutput(resultOf(to, 'later', reason));
				try {
					const [receipt] = await task.run(releaseWhile);
					this.stops.goesOn(item);
					return asOutput(resultOfReceipt(to, receipt as unknown as Receipt, sentences()));
				} catch (error) {
					if (this.stops.stopsAt(error, item) && !this.stops.hasOther) return rethrow(error);
					return asOutput(resultOfFault(to, error, 'failed'));
				}
			},
		};
	}

	report: ManyPeople['report'] = (people, outcomes) =>
		toReport(
			{ broadcast: this.name, dryRun: this.isDry, preview: this.preview },
			...([people, outcomes, this.stops.describe()] as const),
		);
}

function newBroadcast(): Operation {
	const broadcast = new Broadcast();
	return {
		resource: 'message',
		value: 'sendToMany',
		name: 'Send to Many',
		action: 'Send to many',
		description: 'Send an approved template to many people, to nobody twice, and report on all',
		fields: [
			...peopleFields,
			...templateFields,
			optOutList,
			dryRun,
			options(...broadcastOptions, whitespaceOption),
		],
		read: async (item) => await broadcast.read(item),
		many: broadcast,
	};
}

/** Sends an approved template to many people, and gives one item that tells what became of each. */
export const sendToMany: Operation = { ...newBroadcast(), forRun: newBroadcast };
