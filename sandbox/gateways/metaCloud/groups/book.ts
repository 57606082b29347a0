import type { Store } from '../../../state/store';
import { account, businessNumber, displayNumber } from '../account';

/** People in a group beside the business. Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/groups */
export const maxParticipants = 8;

/** The wish of a person to join. */
interface JoinRequest {
	readonly id: string;
	/** Digits only. */
	readonly waId: string;
	/** Seconds since 1970. */
	readonly at: number;
}

/** A group of one of the numbers. */
export interface Group {
	readonly id: string;
	readonly phoneNumberId: string;
	readonly subject: string;
	readonly description: string;
	readonly joinApprovalMode: string;
	/** The end of the invite link. */
	readonly code: string;
	/** Seconds since 1970. */
	readonly createdAt: number;
	/** Digits only, the first one first. */
	readonly participants: readonly string[];
	/** Who cannot come back by the link. */
	readonly removed: readonly string[];
	readonly joinRequests: readonly JoinRequest[];
}

const invitePrefix = 'https://chat.whatsapp.com/';

/** The groups of the account, and what its webhook says of them. */
export class GroupBook {
	private readonly memory;
	private readonly order;

	constructor(private readonly store: Store) {
		this.memory = store.memories.of<Group>('metaCloud groups');
		this.order = store.memories.of<readonly string[]>('metaCloud group order');
		store.events.on('reset', () => {
			this.memory.clear();
			this.order.clear();
		});
	}

	/** Seconds since 1970, by the sandbox's clock. */
	now(): number {
		return Math.floor(this.store.clock.now() / 1000);
	}

	get(id: string): Group | undefined {
		return this.memory.get(id);
	}

	/** The groups of a number, the first one first. */
	of(phoneNumberId: string): Group[] {
		return (this.order.get(phoneNumberId) ?? []).flatMap((id) => this.get(id) ?? []);
	}

	/** The rows of a number's list, or as many as it was given. */
	listed(phoneNumberId: string) {
		const rows = this.of(phoneNumberId).map(({ id, subject, createdAt }) => ({
			id,
			subject,
			created_at: String(createdAt),
		}));
		return this.store.listSizes.rows('metaCloud', 'groups', rows, (index, subject) => ({
			id: `Y2FwaV9ncm91cDo${index}`,
			subject,
			created_at: String(this.now()),
		}));
	}

	findByCode(code: string): Group | undefined {
		const ids = [account.phoneNumberId, businessNumber('second').phoneNumberId];
		return ids.flatMap((id) => this.of(id)).find((group) => group.code === code);
	}

	set(group: Group): void {
		if (this.get(group.id) === undefined) {
			const before = this.order.get(group.phoneNumberId) ?? [];
			this.order.set(group.phoneNumberId, [...before, group.id]);
		}
		this.memory.set(group.id, group);
	}

	remove(group: Group): void {
		const left = this.of(group.phoneNumberId).filter(({ id }) => id !== group.id);
		this.order.set(
			group.phoneNumberId,
			left.map(({ id }) => id),
		);
		this.memory.delete(group.id);
	}

	/** A name that nothing else has: of a request, a link, a join request. */
	nextId(prefix: string): string {
		return Buffer.from(this.store.ids.next(prefix)).toString('base64url');
	}

	create(
		given: Pick<Group, 'phoneNumberId' | 'subject' | 'description' | 'joinApprovalMode'>,
	): Group {
		const own = this.store.ids.next('').replace(/\D/g, '');
		const text = Buffer.from(`capi_group:${displayNumber}:1203634${own}`).toString('base64');
		const group: Group = {
			...given,
			id: `${text.replace(/=+$/, '')}ZD`,
			code: this.nextId('LINK'),
			createdAt: this.now(),
			participants: [],
			removed: [],
			joinRequests: [],
		};
		this.set(group);
		return group;
	}

	/** Lets the webhook tell of a group. */
	tell(field: string, { id, phoneNumberId }: Group, row: object): void {
		const number = phoneNumberId === account.phoneNumberId ? 'main' : 'second';
		this.store.events.emit('news', 'metaCloud', field, {
			messaging_product: 'whatsapp',
			metadata: {
				display_phone_number: businessNumber(number).webhookNumber,
				phone_number_id: phoneNumberId,
			},
			groups: [{ timestamp: String(this.now()), group_id: id, ...row }],
		});
	}
}

/** The link by which people join. */
export function inviteLink({ code }: Group): string {
	return `${invitePrefix}${code}`;
}
