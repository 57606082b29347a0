/** So many requests in any period of so many seconds. */
export interface Rate {
	readonly messages: number;
	readonly perSeconds: number;
}
