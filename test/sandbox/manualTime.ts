import type { TimeSource } from '../../sandbox/state/time';

/** A clock that only `pass` advances; its timers fire in order within it. */
export function manualTime(begin = Date.parse('2030-01-31T09:00:20.400Z')) {
	let now = begin;
	let timers: Array<{ readonly at: number; readonly work: () => void }> = [];
	const pass = (milliseconds: number) => {
		const end = now + milliseconds;
		for (;;) {
			const [next] = timers.filter(({ at }) => at <= end).toSorted((a, b) => a.at - b.at);
			if (next === undefined) break;
			timers = timers.filter((timer) => timer !== next);
			now = Math.max(now, next.at);
			next.work();
		}
		now = end;
	};
	/** Waits until this many timers are set. */
	const untilWaiting = async (count = 1, isOver = () => false) => {
		while (timers.length !== count && !isOver()) {
			await new Promise((resolve) => setImmediate(resolve));
		}
	};
	return {
		now: () => now,
		setTimer(work, milliseconds) {
			const timer = { at: now + milliseconds, work };
			timers.push(timer);
			return () => {
				timers = timers.filter((one) => one !== timer);
			};
		},
		pass,
		untilWaiting,
	} satisfies TimeSource & Record<string, unknown>;
}
