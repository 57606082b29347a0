import type { Clock } from './clock';
import type { Ids } from './ids';
import { seedPhones } from './seed';

/** A contact as a gateway keeps it. */
export interface Contact {
	readonly id: string;
	readonly phone: string;
	name: string | null;
	email: string | null;
	tags: string[];
	metadata: Record<string, unknown>;
	source: string;
	optedOut: boolean;
	readonly createdAt: string;
}

/** The contacts of every gateway, with their tags or groups. */
export class Contacts {
	/** By gateway and number. */
	private byGateway = new Map<string, Map<string, Contact>>();
	/** The names of tags and groups by gateway, the first made first; `null` for one that was deleted. */
	private labels = new Map<string, ReadonlyArray<string | null>>();

	constructor(
		private readonly ids: Ids,
		private readonly clock: Clock,
	) {}

	/** The contacts of a gateway, the first made first. */
	of(gateway: string): Contact[] {
		return [...(this.byGateway.get(gateway)?.values() ?? [])];
	}

	/** The contact of a number; `undefined` if the gateway has none. */
	find(gateway: string, phone: string): Contact | undefined {
		return this.byGateway.get(gateway)?.get(phone);
	}

	/** The contact of a number, created if it is new. */
	findOrCreate(gateway: string, phone: string, at = this.clock.iso()): Contact {
		const known = this.byGateway.get(gateway) ?? new Map<string, Contact>();
		const found = known.get(phone);
		if (found !== undefined) return found;
		const contact: Contact = {
			id: this.ids.nextContact(),
			phone,
			name: seedPhones.find((seed) => seed.phone === phone)?.name ?? null,
			email: null,
			tags: [],
			metadata: {},
			source: 'api',
			optedOut: false,
			createdAt: at,
		};
		this.byGateway.set(gateway, known.set(phone, contact));
		return contact;
	}

	/** Forgets the contact of a number. */
	delete(gateway: string, phone: string): void {
		this.byGateway.get(gateway)?.delete(phone);
	}

	/** The tags or groups that a gateway knows; new ones are added at the end. */
	labelsOf(gateway: string, add: readonly string[] = []): readonly string[] {
		return this.numberedLabels(gateway, add).map(({ name }) => name);
	}

	/** The same with their numbers, which stay when another one is deleted. */
	numberedLabels(
		gateway: string,
		add: readonly string[] = [],
	): Array<{ readonly id: number; readonly name: string }> {
		const known = this.labels.get(gateway) ?? [];
		const names = [...known, ...new Set(add.filter((name) => !known.includes(name)))];
		this.labels.set(gateway, names);
		return names.flatMap((name, index) => (name === null ? [] : [{ id: index + 1, name }]));
	}

	/** Renames a tag or group, with `null` deletes it, also where contacts have it. */
	changeLabel(gateway: string, name: string, after: string | null): void {
		const changed = (label: string | null) => (label === name ? after : label);
		this.labels.set(gateway, (this.labels.get(gateway) ?? []).map(changed));
		for (const contact of this.of(gateway)) {
			contact.tags = contact.tags.map(changed).filter((label) => label !== null);
		}
	}

	/** Forgets all contacts and labels. */
	reset(): void {
		this.byGateway = new Map();
		this.labels = new Map();
	}
}
