import { terminalProgress } from './cli/progress';
import { explain } from './fault';
import { ensureN8n } from './install/installN8n';
import { releaseOf } from './install/releases';

/** Installs the releases of n8n that the arguments name, one after the other; the newest without any. */
async function prepare(versions: readonly string[]): Promise<void> {
	const progress = terminalProgress(process.stderr);
	const wanted = versions.length === 0 ? [undefined] : versions;
	for (const version of wanted) await ensureN8n(progress, undefined, releaseOf(version));
}

prepare(process.argv.slice(2)).catch((reason: unknown) => {
	process.stderr.write(`${explain(reason)}\n`);
	process.exitCode = 1;
});
