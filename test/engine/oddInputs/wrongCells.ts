import { asObjects } from '../../../nodes/WhatsAppGateway/core/narrow';
import type { Came, Outcome } from '../oddAnswers/operationRounds';
import { wrongWordsOf } from '../oddAnswers/readableFault';
import type { OddField } from './filledFields';
import type { OddValue } from './oddValues';
import type { Target } from './targets';
import { cleared, wrongRequest, writesOf } from './wrongRequests';

/** A field of a run with an odd value in it. */
export interface Cell {
	readonly target: Target;
	readonly field: OddField;
	readonly value: OddValue;
	/** What comes out and is asked where the field is left alone. */
	readonly usual: Came;
}

/** The value that shows that a field is tried out at all. */
export const usually: OddValue = { name: 'what it usually is', value: undefined };

const isAsUsual = ({ done, asked }: Came, usual: Came) =>
	done.length === usual.done.length && asked.length === usual.asked.length;

/** A fault's sentences, without the words of others that they quote. */
function withoutQuotes(fault: Came['faults'][number]) {
	const strip = (words: unknown) =>
		String(words)
			.replace(/“[^”]*”/g, '“”')
			.replace(/gives (?:undefined|null) for/, 'gives nothing for');
	return { ...fault, message: strip(fault['message']), hint: strip(fault['hint']) };
}

function* wrongOfEmpty({ field, usual }: Cell, { done, faults, asked }: Came): Iterable<string> {
	const writes = writesOf(asked);
	if (field.isRequired) {
		const words = `${String(faults[0]?.['message'])} ${String(faults[0]?.['hint'])}`;
		if (writes.length > 0) yield 'changes something without a required field';
		if (faults.length === 0) yield 'goes on without a required field';
		else if (!words.includes(field.label)) yield `does not name the field: ${words.slice(0, 200)}`;
		return;
	}
	if (writesOf(usual.asked).length > 0 && done.length > 0 && writes.length === 0)
		yield 'claims success and did nothing';
}

/** Whether nothing is an answer: nothing was found. */
const isList = ({ operation }: Target) => operation.fields.some(({ name }) => name === 'limit');

/** What is wrong with what came of a cell. */
export function* wrongIn(
	cell: Cell,
	came: Came,
	outcome: Outcome,
	token: string,
): Iterable<string> {
	const { target, field, value, usual } = cell;
	if (outcome.failure !== undefined) yield `ended the run: ${outcome.failure.message}`;
	const [fault] = came.faults;
	if (fault !== undefined) yield* wrongWordsOf(withoutQuotes(fault));
	if (JSON.stringify([came.done, came.faults]).includes(token)) yield 'shows the token';
	if (came.done.length + came.faults.length === 0 && !isList(target)) yield 'gave nothing';
	for (const one of came.asked) yield* wrongRequest(one, usual.asked, value);
	const writes = writesOf(came.asked).length;
	const usualWrites = writesOf(usual.asked).length;
	if (writes > usualWrites && field.usual !== undefined)
		yield `makes ${writes} requests that change something`;
	if (value.isEmpty === true) yield* wrongOfEmpty(cell, came);
	const isOwn = field.path.includes('.JSON.');
	if (value.isMissing === true && !isOwn)
		for (const one of came.asked) yield* cleared(one, usual.asked);
	if (value.name === usually.name && !isAsUsual(came, usual))
		yield `is not what it usually is: ${String(came.faults[0]?.['message'])}`;
}

/** A report of many people of whom nobody got a message, as the fault that it tells of. */
export function withReportedFaults(came: Came): Came {
	const [report] = came.done;
	if (report === undefined || !('results' in report) || report['sent'] !== 0) return came;
	const reasons = [report['stopped'], ...asObjects(report['results']).map(({ reason }) => reason)];
	const words = reasons.find((one) => typeof one === 'string');
	if (words === undefined) return came;
	const fault = { message: words, hint: 'Look at the report.', sent: 'no' };
	return { ...came, done: [], faults: [fault] };
}
