import path from 'node:path';

import { readQueueOptions } from './cli/options';
import type { PublishedExample } from './examples/publishExamples';
import { projectFolder } from './project';
import { launchQueue } from './queue/launchQueue';
import { introduce, print, runDemo, untilStopped } from './runDemo';
import { runExamples } from './runExamples';

const { data, curl, ...options } = readQueueOptions(process.argv.slice(2));
// Not the folder of `npm start`: n8n takes its key for a wrong one there.
const folder = data ?? path.join(projectFolder, '.demo', 'queue');

/** Whether an example has n8n's Simple Memory, of which each worker has its own. */
const remembers = ({ workflow }: PublishedExample) =>
	workflow.nodes.some(({ type }) => type.endsWith('.memoryBufferWindow'));

void runDemo({ ...options, data: folder, launch: launchQueue }, async (demo, signal) => {
	if (options.once) {
		const left = demo.examples.filter(remembers);
		const tried = demo.examples.filter((one) => !remembers(one));
		for (const { name } of left) print(`${name} is left out: its memory lives in one worker.`);
		return await runExamples(demo, tried);
	}
	introduce(demo, { curl });
	print(`  Two workers and two webhook processes; their logs: ${path.join(folder, 'logs')}`);
	print('  The database begins empty at each start: export what you want to keep.');
	return await untilStopped(demo, signal);
});
