/** Milliseconds of the longest step of a wait (`n8n/cancellation.ts`); a longer timer is a deadline. */
const longestStepMs = 1000;

/**
 * Lets what waits in this process go on at once, and its monotonic clock show that the time has passed: retries
 * and pauses take their seconds, and the test none. It stays for the whole file.
 */
export function skipWaits(): void {
	const now = performance.now.bind(performance);
	const start = globalThis.setTimeout.bind(globalThis);
	let skippedMs = 0;
	jest.spyOn(performance, 'now').mockImplementation(() => now() + skippedMs);
	const skip = (callback: (...args: unknown[]) => void, ms = 0, ...args: unknown[]) => {
		if (ms > longestStepMs) return start(callback, ms, ...args);
		const timer = start(() => {
			skippedMs += ms;
			callback(...args);
		}, 0);
		return timer;
	};
	jest.spyOn(globalThis, 'setTimeout').mockImplementation(skip as typeof setTimeout);
}
