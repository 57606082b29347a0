import type { IDataObject } from 'n8n-workflow';

import type { Broadcasts } from '../../../core/broadcast';
import { GatewayError } from '../../../core/faults';
import { createNeed, requireNeed } from '../../needs';
import type { Item, ItemTask, Operation } from '../../operation';
import { createTask } from '../../task';
import { readOwnKey } from '../messageKeys';
import { fields } from './fields';
import { Part } from './part';
import { type BroadcastItem, readBroadcastItem } from './read';

/** Broadcasts of the gateway's own. */
export const needOfBroadcasts = createNeed(
	({ broadcasts }) => broadcasts,
	'has no broadcasts of its own.',
	() => 'Use Send to Many, which reports on each person.',
);

/** The items of a run with the same name, template and values. */
class OneBroadcast {
	readonly parts: Part[] = [];
	private readonly met = new Set<string>();

	constructor(readonly broadcast: BroadcastItem) {}

	/** Adds the contacts of an item, and gives the parts that have them and those that it has opened. */
	add(contactIds: readonly string[], item: Item, max: number) {
		const own = new Set<Part>();
		const opened: Part[] = [];
		let duplicates = 0;
		for (const id of contactIds.map((one) => one.toLowerCase())) {
			if (this.met.has(id)) {
				duplicates += 1;
				continue;
			}
			this.met.add(id);
			let part = this.parts.at(-1);
			if (part === undefined || part.contactIds.length >= max) {
				part = new Part(this.parts.length, item, this.broadcast, part);
				this.parts.push(part);
				opened.push(part);
			}
			part.contactIds.push(id);
			own.add(part);
		}
		return { own: [...own], opened, duplicates };
	}
}

/** The fault of an item some of whose contacts are in requests that were accepted. */
function withAccepted(error: unknown, accepted: readonly IDataObject[], all: number): unknown {
	if (!(error instanceof GatewayError) || accepted.length === 0) return error;
	const { fault, message, hint, details } = error;
	const was = accepted.length === 1 ? 'was' : 'were';
	return new GatewayError(
		fault,
		`${accepted.length} of ${all} parts of the broadcast ${was} accepted. ${message}`,
		{
			...details,
			hint,
			sent: 'unknown',
			parts: accepted,
			isRestUnsent: error.sent === 'no',
		},
	);
}

/** The broadcasts of one run: every item is read before the first request is made. */
class BroadcastsOfRun {
	private readonly all = new Map<string, OneBroadcast>();
	private readonly byOwnKey = new Map<string, OneBroadcast>();
	private areExpected = false;

	async read(item: Item): Promise<ItemTask> {
		const { gateway, accountKey } = item.session;
		const broadcasts = requireNeed(needOfBroadcasts, gateway);
		const read = await readBroadcastItem(item, broadcasts.isContactId);
		const { contactIds, ...common } = read;
		const ownKey = readOwnKey(item);
		const key = JSON.stringify([accountKey, common, ownKey]);
		const one = this.all.get(key) ?? new OneBroadcast(read);
		if (ownKey !== null) this.keepApart(one, JSON.stringify([accountKey, ownKey, read.isPreview]));
		this.all.set(key, one);
		const { own, opened, duplicates } = one.add(contactIds, item, broadcasts.maxContacts);
		if (duplicates > 0) {
			item.note('A contact that is given more than once is in the broadcast once.');
		}
		return createTask(null, async () =>
			read.isPreview
				? opened.map((part) => this.show(part, one, item))
				: await this.send(one, { own, opened, broadcasts, item }),
		);
	}

	/** Refuses another broadcast under the key of one: it would count as sent with it. Throws `invalidRequest`. */
	private keepApart(one: OneBroadcast, ownKey: string): void {
		const first = this.byOwnKey.get(ownKey) ?? one;
		this.byOwnKey.set(ownKey, first);
		if (first === one) return;
		throw new GatewayError(
			'invalidRequest',
			`Another broadcast of this run, “${first.broadcast.name}”, has the same Message Key.`,
			{
				hint: 'Give each broadcast a key of its own, or give all items the same name, template and values, so that they are one broadcast.',
			},
		);
	}

	/** Announces all requests of the run, in the order of the items. */
	private expect(): void {
		if (this.areExpected) return;
		this.areExpected = true;
		for (const { parts, broadcast } of this.all.values()) {
			if (!broadcast.isPreview) parts.forEach((part) => part.expect(parts));
		}
	}

	/** What is known of a part before it is sent. */
	private describe(part: Part, { broadcast, parts }: OneBroadcast): IDataObject {
		const { name, template, language } = broadcast;
		return {
			...{ broadcast: name, template, language, contacts: part.contactIds.length },
			...{ part: part.number + 1, parts: parts.length },
		};
	}

	private show(part: Part, one: OneBroadcast, { session }: Item): IDataObject {
		return { preview: true, gateway: session.gateway.id, ...this.describe(part, one) };
	}

	private async send(
		one: OneBroadcast,
		of: {
			readonly own: readonly Part[];
			readonly opened: readonly Part[];
			readonly broadcasts: Broadcasts;
			readonly item: Item;
		},
	): Promise<IDataObject[]> {
		this.expect();
		const { gateway } = of.item.session;
		const accepted: IDataObject[] = [];
		for (const part of of.own) {
			try {
				const { result, replayed } = await part.send(of.broadcasts);
				accepted.push({
					gateway: gateway.id,
					id: result?.id ?? null,
					status: result?.status ?? 'accepted',
					...this.describe(part, one),
					counts: { ...result?.counts },
					replayed,
					raw: (result?.raw ?? null) as IDataObject,
				});
			} catch (error) {
				throw withAccepted(error, accepted, of.own.length);
			}
		}
		return accepted.filter((_, place) => of.opened.some((part) => part === of.own[place]));
	}
}

function newSendBroadcast(): Operation {
	const broadcasts = new BroadcastsOfRun();
	return {
		resource: 'message',
		value: 'sendBroadcast',
		name: 'Send Broadcast',
		action: 'Send a broadcast of the gateway',
		description:
			'Send an approved template to many contacts by a broadcast of the gateway’s own, which tells nothing of any one person',
		needs: needOfBroadcasts,
		fields,
		read: async (item) => await broadcasts.read(item),
	};
}

/** Hands the contacts of all items to the gateway's own broadcast, and gives an item for each request. */
export const sendBroadcast: Operation = { ...newSendBroadcast(), forRun: newSendBroadcast };
