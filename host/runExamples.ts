import { table } from './cli/table';
import { runExample, type Demo, type ExampleRun } from './demo';
import { print } from './runDemo';

function rowsOf({ example, messages }: ExampleRun): string[][] {
	return messages.map(({ message: { phone, kind, template, text }, result }) => [
		...[result, example.name, phone, template?.name ?? kind, text],
	]);
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
	const isExact = runs.every(({ messages }) =>
		messages.every(({ result }) => result === 'arrived'),
	);
	if (isExact && failed.length === 0) {
		print('Every example sent exactly the expected messages.');
		return 0;
	}
	print(`Some messages are missing or unexpected. n8n's log: ${demo.server.log}`);
	return 1;
}
