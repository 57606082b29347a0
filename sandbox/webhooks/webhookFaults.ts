import type { Change, Told } from './gatewayEvent';

/** What a forged delivery has wrong. */
export const forgeries = ['secret', 'body', 'missing', 'old'] as const;

/** How a gateway delivers, where it shall not do so well. */
export interface Behaviour {
	/** Each event is delivered so many times. */
	readonly duplicate?: number;
	/** What happens within a moment is delivered in another order. */
	readonly shuffle?: boolean;
	/** Of the other order; the same one gives the same order. */
	readonly seed?: number;
	readonly delayMs?: number;
	/** A wrong secret, a body that was changed, no signature, or one of ten minutes ago. */
	readonly forge?: (typeof forgeries)[number];
	/** So many events in one delivery, where the gateway does such a thing. */
	readonly batch?: number;
}

/** How long events are held that are to be shuffled or put together. */
export const heldMs = 300;

const oldMs = 10 * 60_000;

/** Numbers from 0 to 1 that look random and are the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

/** The same things in another order. */
export function shuffled<Thing>(things: readonly Thing[], random: () => number): Thing[] {
	const all = [...things];
	for (let last = all.length - 1; last > 0; last -= 1) {
		const other = Math.floor(random() * (last + 1));
		[all[last], all[other]] = [all[other] as Thing, all[last] as Thing];
	}
	return all;
}

/** Things in groups of so many. */
export function grouped<Thing>(things: readonly Thing[], size: number): Thing[][] {
	const groups = Math.ceil(things.length / size);
	return Array.from({ length: groups }, (_, at) => things.slice(at * size, (at + 1) * size));
}

/** Whether events wait for others before they are delivered. */
export function isHeld({ shuffle, batch = 1 }: Behaviour, takesBatches: boolean): boolean {
	return shuffle === true || (takesBatches && batch > 1);
}

/** What happened, as it is to be delivered: how often, in which order, how much at once. */
export function arranged(
	changes: readonly Change[],
	{ duplicate = 1, shuffle = false, seed = 1, batch = 1 }: Behaviour,
	takesBatches: boolean,
): Change[][] {
	const all = changes.flatMap((change) => Array.from({ length: duplicate }, () => change));
	const inOrder = shuffle ? shuffled(all, seeded(seed)) : all;
	return grouped(inOrder, takesBatches ? batch : 1);
}

/** What a forger would sign with, who has neither the secret nor the time. */
export function forgedKeys(
	{ forge }: Behaviour,
	{ secret, now }: { readonly secret: string; readonly now: number },
): { secret: string; now: number } {
	return {
		secret: forge === 'secret' ? `${secret}-of-somebody-else` : secret,
		// Only a gateway that signs a time tells an old delivery from a new one.
		now: forge === 'old' ? now - oldMs : now,
	};
}

/** A delivery that was changed on its way. */
export function tampered(told: Told, { forge }: Behaviour, signatureHeader: string): Told {
	if (forge === 'body') return { ...told, body: told.body.replace(/\}$/, ',"forged":true}') };
	if (forge !== 'missing') return told;
	const others = Object.entries(told.headers).filter(([name]) => name !== signatureHeader);
	return { ...told, headers: Object.fromEntries(others) };
}
