/** What goes to a gateway in one request, which is made when the turn of the first of it has come. */
class Batch<Given, Outcome> {
	readonly given: Given[] = [];
	private answer: Promise<readonly Outcome[]> | null = null;

	constructor(private readonly request: (given: readonly Given[]) => Promise<readonly Outcome[]>) {}

	/** What became of one. Throws the fault of the request for each of its batch. */
	async outcomeAt(place: number): Promise<Outcome | undefined> {
		this.answer ??= this.request(this.given);
		return (await this.answer)[place];
	}
}

/** What is to be done with one, and with which others it can go. */
interface Entry<Given, Outcome> {
	readonly given: Given;
	/** The same for what is the same. */
	readonly name: string;
	readonly accountKey: string;
	/** The most that one request takes. */
	readonly max: number;
	/** Gives an outcome for each, in the same order. */
	readonly request: (given: readonly Given[]) => Promise<readonly Outcome[]>;
}

/** The requests of one run for what its items have: every item is read before the first one is made. */
export class Batches<Given, Outcome extends object> {
	/** The one that is being filled, by account. */
	private readonly open = new Map<string, Batch<Given, Outcome>>();
	/** What asks for the outcome of each, by account and name. */
	private readonly met = new Map<string, () => Promise<Outcome>>();

	/** @param unknown the outcome of what no answer tells of */
	constructor(private readonly unknown: Outcome) {}

	/** Takes an entry. Of one that an earlier item has, the outcome is that of the earlier one. */
	add({ given, name, accountKey, max, request }: Entry<Given, Outcome>): {
		readonly outcome: () => Promise<Outcome>;
		readonly isRepeated: boolean;
	} {
		const key = `${accountKey} ${name}`;
		const earlier = this.met.get(key);
		if (earlier !== undefined) return { outcome: earlier, isRepeated: true };
		const last = this.open.get(accountKey);
		const batch = last !== undefined && last.given.length < max ? last : new Batch(request);
		this.open.set(accountKey, batch);
		const place = batch.given.push(given) - 1;
		const outcome = async () => (await batch.outcomeAt(place)) ?? this.unknown;
		this.met.set(key, outcome);
		return { outcome, isRepeated: false };
	}
}
