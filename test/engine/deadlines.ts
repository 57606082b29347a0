/** The request timeouts of the node, controlled by a test. */
export interface Deadlines {
	/** Every timeout that the node has set, in milliseconds. */
	readonly lengths: () => number[];
	/** Expires the timeouts of the requests in progress. */
	expire(): void;
}

/**
 * Lets the test expire the node's request timeouts instead of the machine's clock, until jest
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
