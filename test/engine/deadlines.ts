/** The request timeouts of the node, in the hands of a test. */
export interface Deadlines {
	/** Every timeout that the node has set, in milliseconds. */
	readonly lengths: () => number[];
	/** Lets the requests that are under way now run into their timeout. */
	expire(): void;
}

/**
 * Lets the node's request timeouts end when the test says so, not by the machine's clock, until jest
 * restores its mocks. The node sets each of them by `AbortSignal.timeout`.
 */
export function holdDeadlines(): Deadlines {
	const pending: AbortController[] = [];
	const timeout = jest.spyOn(AbortSignal, 'timeout').mockImplementation(() => {
		const deadline = new AbortController();
		pending.push(deadline);
		return deadline.signal;
	});
	return {
		lengths: () => timeout.mock.calls.map(([milliseconds]) => milliseconds),
		expire() {
			for (const deadline of pending.splice(0)) deadline.abort();
		},
	};
}
