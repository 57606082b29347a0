import { readStartOptions } from './cli/options';
import { introduce, runDemo, untilStopped } from './runDemo';
import { runExamples } from './runExamples';

const options = readStartOptions(process.argv.slice(2));

void runDemo(options, async (demo, signal) => {
	if (options.once) return await runExamples(demo);
	introduce(demo);
	return await untilStopped(demo, signal);
});
