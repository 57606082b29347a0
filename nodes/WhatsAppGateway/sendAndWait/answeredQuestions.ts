/** Questions that this process remembers. */
const maxQuestions = 10_000;

/** Questions that an answer through this process has resumed, the oldest first. */
const answered = new Set<string>();

/** Notes that a question is answered: n8n would say so only once its execution has ended. */
export function noteAnswered(question: string): void {
	answered.add(question);
	for (const oldest of answered) {
		if (answered.size <= maxQuestions) return;
		answered.delete(oldest);
	}
}

/** Whether an answer through this process has resumed the execution of a question. */
export function isAnswered(question: string): boolean {
	return answered.has(question);
}
