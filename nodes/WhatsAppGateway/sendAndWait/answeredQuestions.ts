import { BoundedMap } from '../core/boundedMap';

/** An execution that waits longer than a day after its answer has ended or asked again long ago. */
const bounds = { maxEntries: 20_000, maxIdleMs: 24 * 60 * 60_000 };

/** Questions that an answer through this process has resumed. */
const answered = new BoundedMap<string, true>(bounds);

/** Notes that a question is answered: n8n would say so only once its execution has ended. */
export function noteAnswered(question: string): void {
	answered.set(question, true);
}

/** Whether an answer through this process has resumed the execution of a question. */
export function isAnswered(question: string): boolean {
	return answered.has(question);
}
