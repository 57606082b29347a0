import { readStartOptions } from './cli/options';
import { introduce, runDemo, untilStopped } from './runDemo';
import { runExamples } from './runExamples';

const { curl, ...options } = readStartOptions(process.argv.slice(2));

void runDemo(options, async (demo, signal) => {
	if (options.once) return await runExamples(demo);
	introduce(demo, { curl });
	return await untilStopped(demo, signal);
});
