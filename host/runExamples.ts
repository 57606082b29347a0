import { table } from './cli/table';
import { runExample, type Demo, type ExampleRun } from './demo';
import type { ComparedMessage } from './examples/expectedMessages';
import { print } from './runDemo';

/** Messages of one kind that are shown one by one; of more, only the first is. */
const maxRows = 20;

function rowOf(name: string, { message, result }: ComparedMessage): string[] {
	const { phone, kind, template, text } = message;
	return [result, name, phone, template?.name ?? kind, text];
}

function rowsOf({ example, messages }: ExampleRun): string[][] {
	const rows = messages.map((message) => rowOf(example.name, message));
	const alike = ([result, , , what]: readonly string[]) =>
		rows.filter((row) => row[0] === result && row[3] === what);
	return rows.flatMap((row) => {
		const { length } = alike(row);
		if (length <= maxRows) return [row];
		return alike(row)[0] === row ? [row.with(2, `${length} phones`)] : [];
	});
}

/**
 * Runs every example once and prints the messages. Returns the exit code: 1 if one is wrong.
 *
 * @param examples all if not given
 */
export async function runExamples(demo: Demo, examples = demo.examples): Promise<number> {
	const runs: ExampleRun[] = [];
	for (const example of examples) {
		if (example.unpublished === undefined) runs.push(await runExample(demo, example));
		else print(`${example.name} is left out: ${example.unpublished}.`);
	}
	print();
	print(table([['', 'example', 'phone', 'message', 'text'], ...runs.flatMap(rowsOf)], 140));
	print();
	const failed = runs.filter(({ execution }) => (execution?.status ?? 'success') !== 'success');
	for (const { example, execution } of failed) {
		print(`${example.name} failed: ${execution?.message || execution?.status}`);
	}
	const wrong = runs.flatMap(({ example, wrongRequests }) =>
		wrongRequests.map((line) => `${example.name}: ${line}`),
	);
	wrong.forEach(print);
	const isExact = runs.every(({ messages }) =>
		messages.every(({ result }) => result === 'arrived'),
	);
	if (isExact && wrong.length === 0 && failed.length === 0) {
		print('Every example sent exactly the expected messages.');
		return 0;
	}
	print(`Some messages are missing or unexpected. n8n's log: ${demo.server.log}`);
	return 1;
}
