import type { Rate } from '../core/rate';

/** A little slower than allowed, because the time on the network varies. */
const safetyFactor = 1.01;

/** Milliseconds by which sums of fractions may be off. */
const tolerance = 1e-6;

/** The milliseconds in which no more requests than the rate's may fall. */
function spanOf({ perSeconds }: Rate): number {
	return perSeconds * 1000 * safetyFactor;
}

/** Past slots that are kept beside those that a rate looks back at, so that dropping them is seldom. */
const slack = 1024;

/** The slots that were reserved for one kind of request, as milliseconds. */
export class SlidingWindow {
	/** Ascending; those before `begin` are dropped. */
	private slots: number[] = [];
	private begin = 0;
	/** How many past slots the widest rate looks back at; a run may bring its own rate later. */
	private kept = 100;

	/** `slot` if it keeps to all of the rates, else a later candidate. */
	next(slot: number, rates: readonly Rate[]): number {
		let next = slot;
		for (const rate of rates) next = Math.max(next, this.nextFor(slot, rate));
		return next;
	}

	/** The index of the first slot after a moment. */
	private after(moment: number): number {
		let [low, high] = [this.begin, this.slots.length];
		while (low < high) {
			const middle = (low + high) >>> 1;
			if ((this.slots[middle] ?? Infinity) <= moment) low = middle + 1;
			else high = middle;
		}
		return low;
	}

	/** The same for one rate. A slower run may have reserved slots after this one. */
	private nextFor(slot: number, rate: Rate): number {
		const span = spanOf(rate) - tolerance;
		const max = Math.max(1, Math.floor(rate.messages));
		const index = this.after(slot);
		const before = Math.min(max, index - this.begin);
		// So many after the slot that no group with the slot can be too narrow.
		if (this.after(slot + span) - this.after(slot - span) < max) return slot;
		const minBefore = Math.max(0, max - (this.slots.length - index));
		// Every group of max + 1 slots that contains this one must be wider than the span.
		for (let count = before; count >= minBefore; count--) {
			const first = count === 0 ? slot : (this.slots[index - count] ?? -Infinity);
			const last = count === max ? slot : (this.slots[index + max - count - 1] ?? Infinity);
			if (last - first >= span) continue;
			return count === max ? first + spanOf(rate) : (this.slots[index] ?? slot);
		}
		return slot;
	}

	/** Reserves a slot, and drops past ones that no rate looks back at. */
	add(slot: number, rates: readonly Rate[], now: number): void {
		const index = this.after(slot);
		if (index === this.slots.length) this.slots.push(slot);
		else this.slots.splice(index, 0, slot);
		for (const { messages } of rates) this.kept = Math.max(this.kept, messages);
		while ((this.slots[this.begin + this.kept] ?? Infinity) <= now) this.begin += 1;
		if (this.begin < slack || this.begin * 2 < this.slots.length) return;
		this.slots.splice(0, this.begin);
		this.begin = 0;
	}

	/** Removes a slot that is not used. */
	remove(slot: number): void {
		const index = this.after(slot) - 1;
		if (index >= this.begin && this.slots[index] === slot) this.slots.splice(index, 1);
	}

	/** Removes all slots after a moment. */
	clearAfter(moment: number): void {
		this.slots.length = this.after(moment);
	}
}
