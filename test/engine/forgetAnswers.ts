/** Milliseconds by which the monotonic clock is ahead. */
let ahead = 0;

const now = performance.now.bind(performance);

/** Lets the time pass in which the editor's forms do not ask the gateway again. */
export function forgetAnswers(): void {
	ahead += 60_000;
	performance.now = () => now() + ahead;
}
