import { build, type BuildOptions } from 'esbuild';
import { cpSync, mkdirSync } from 'node:fs';
import path from 'node:path';

import { name } from './package.json';

/** The node's type in a workflow. */
export const probeType = `${name}.keyStoreProbe`;

/** Installs the probe beside the package in n8n's user folder. n8n must not be running. */
export async function installProbe(userFolder: string): Promise<void> {
	const folder = path.join(userFolder, '.n8n', 'nodes', 'node_modules', name);
	mkdirSync(folder, { recursive: true });
	cpSync(path.join(__dirname, 'package.json'), path.join(folder, 'package.json'));
	const common = {
		platform: 'node',
		format: 'cjs',
		target: 'node20',
		logLevel: 'warning',
	} satisfies BuildOptions;
	await build({
		...common,
		entryPoints: [path.join(__dirname, 'KeyStoreProbe.node.ts')],
		outdir: folder,
	});
	// The package itself is one file, of which the probe could take neither the store nor copies of it.
	const source = path.resolve(__dirname, '../../nodes/WhatsAppGateway');
	await build({
		...common,
		entryPoints: ['n8n/keyLock', 'n8n/keyRows', 'n8n/keyStore', 'core/rethrow'].map((file) =>
			path.join(source, `${file}.ts`),
		),
		outbase: source,
		outdir: path.join(folder, 'store'),
	});
}
