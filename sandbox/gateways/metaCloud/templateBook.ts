import type { Store } from '../../state/store';
import type { Fields } from './refusal';

/** What Meta says of a template at least. */
interface KnownTemplate extends Fields {
	readonly id: string;
	readonly name: string;
	readonly language: string;
}

/** What was done to the account's templates. */
interface Changes {
	readonly created: readonly KnownTemplate[];
	/** Fields that an edit replaced, and when, in milliseconds, by id. */
	readonly edits: Readonly<Record<string, { readonly fields: Fields; readonly at: number }>>;
	/** When a template was deleted, in milliseconds, by id. */
	readonly deleted: Readonly<Record<string, number>>;
	/** Until when a deleted name cannot be used, in milliseconds. */
	readonly heldNames: Readonly<Record<string, number>>;
}

const nothing: Changes = { created: [], edits: {}, deleted: {}, heldNames: {} };

const dayMs = 86_400_000;

/** How long the name of a deleted template is held. */
const heldMs = 30 * dayMs;

/**
 * What was created, changed and deleted beside the templates of the seed. What was created stays in
 * review: nobody reviews it here.
 */
export class TemplateBook {
	private readonly memory;

	constructor(private readonly store: Store) {
		this.memory = store.memories.of<Changes>('metaCloud templates');
		store.events.on('reset', () => this.memory.clear());
	}

	private get changes(): Changes {
		return this.memory.get('all') ?? nothing;
	}

	private change(changes: Partial<Changes>): void {
		this.memory.set('all', { ...this.changes, ...changes });
	}

	/** The templates as they are now: what was created, and of the others what is left of them. */
	current<Row extends KnownTemplate>(rows: readonly Row[]): Row[] {
		const { created, edits, deleted } = this.changes;
		return [...(created as readonly Row[]), ...rows]
			.filter(({ id }) => deleted[id] === undefined)
			.map((row) => ({ ...row, ...edits[row.id]?.fields }));
	}

	/** Whether a template cannot be sent any more. */
	isDeleted(id: string): boolean {
		return this.changes.deleted[id] !== undefined;
	}

	/** Whether the name of a deleted template is still held. */
	isHeld(name: string): boolean {
		return (this.changes.heldNames[name] ?? 0) > this.store.clock.now();
	}

	create(row: KnownTemplate): void {
		this.change({ created: [row, ...this.changes.created] });
	}

	/** Whether an approved template was changed within the last day. */
	wasEditedToday(id: string): boolean {
		return (this.changes.edits[id]?.at ?? -dayMs) > this.store.clock.now() - dayMs;
	}

	edit(id: string, fields: Fields): void {
		const earlier = this.changes.edits[id]?.fields;
		const edit = { fields: { ...earlier, ...fields }, at: this.store.clock.now() };
		this.change({ edits: { ...this.changes.edits, [id]: edit } });
	}

	remove(rows: ReadonlyArray<KnownTemplate & { readonly status: string }>): void {
		const now = this.store.clock.now();
		const held = rows.filter(({ status }) => status === 'APPROVED');
		this.change({
			deleted: {
				...this.changes.deleted,
				...Object.fromEntries(rows.map(({ id }) => [id, now])),
			},
			heldNames: {
				...this.changes.heldNames,
				...Object.fromEntries(held.map(({ name }) => [name, now + heldMs])),
			},
		});
	}
}
