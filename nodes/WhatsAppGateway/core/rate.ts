/** So many requests in any period of so many seconds. */
export interface Rate {
	readonly messages: number;
	readonly perSeconds: number;
}

/** So many messages to one person at once, and from then on one in so many seconds. */
export interface PairRate {
	readonly burst: number;
	readonly perSeconds: number;
}
