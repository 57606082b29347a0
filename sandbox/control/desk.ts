/** What runs beside the sandbox, for the people who look at its page. */
export interface Desk {
	/** The address of n8n's editor; `null` if none is started beside it. */
	readonly editor: string | null;
	/** The example to begin with; `null` until there is one. */
	readonly first: FirstExample | null;
}

/** An example, and what to do with it, one sentence a step. */
export interface FirstExample {
	readonly name: string;
	/** Where it is open in the editor. */
	readonly url: string;
	readonly steps: readonly string[];
}

/** The desk of a sandbox that runs alone. */
export const emptyDesk: Desk = { editor: null, first: null };
