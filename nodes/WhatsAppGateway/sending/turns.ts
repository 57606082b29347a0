/** The turns of one person's messages in a run. */
interface PersonTurns {
	readonly byPlace: Map<string, number>;
	readonly taken: Set<number>;
	/** None below is free. */
	next: number;
}

/** A turn that an earlier try of the run has given. */
export interface KnownTurn {
	readonly to: string;
	readonly place: string;
	readonly turn: number;
}

/** Numbers the messages of a run, for each person from 0. */
export class Turns {
	private readonly people = new Map<string, PersonTurns>();

	constructor(known: Iterable<KnownTurn>) {
		for (const { to, place, turn } of known) this.give(this.person(to), place, turn);
	}

	private person(to: string): PersonTurns {
		const person = this.people.get(to) ?? { byPlace: new Map(), taken: new Set(), next: 0 };
		this.people.set(to, person);
		return person;
	}

	private give({ byPlace, taken }: PersonTurns, place: string, turn: number): number {
		byPlace.set(place, turn);
		taken.add(turn);
		return turn;
	}

	/** The turn of a message: the known one, else the first that is free. In the order of the items. */
	of(place: string, to: string): number {
		const person = this.person(to);
		const known = person.byPlace.get(place);
		if (known !== undefined) return known;
		while (person.taken.has(person.next)) person.next += 1;
		return this.give(person, place, person.next);
	}
}
