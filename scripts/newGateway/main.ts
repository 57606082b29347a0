import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { Command } from 'commander';
import execa from 'execa';
import { format, resolveConfig } from 'prettier';

import { registryProblem, writeRegistry } from '../registry';
import { nameFromId, nameProblem } from './checkName';
import { addSearchTerms } from './codex';
import { gatewayFolders, skeleton, type GatewayName } from './skeleton';

const root = path.resolve(__dirname, '../..');

/** Writes the skeleton, and what is generated from all gateways. */
async function createGateway(gateway: GatewayName): Promise<void> {
	for (const { file, text } of skeleton(gateway)) {
		const target = path.join(root, file);
		const style = await resolveConfig(target);
		mkdirSync(path.dirname(target), { recursive: true });
		writeFileSync(target, await format(text, { ...style, filepath: target }));
	}
	await addSearchTerms(root, gateway.name);
	writeRegistry(root);
	// In a program of its own: this one has loaded the registry as it was.
	const docs = ['--import', 'tsx', 'scripts/docs/main.ts'];
	await execa(process.execPath, docs, { cwd: root, stderr: 'inherit' });
}

function nextSteps({ id, name }: GatewayName): string {
	const steps = [
		['npm run build', ''],
		[`npx jest test/gateways -t '${name}'`, 'a test that fails is named after what to fill in'],
		['npm start', 'n8n with the sandbox, and a credential for it'],
	] as const;
	const width = Math.max(...steps.map(([command]) => command.length));
	return [
		`${name} is ready, with an invented API, in:`,
		...gatewayFolders(id).map((folder) => `  ${folder}`),
		'',
		'Make the API the real one, in the order of docs/adding-a-gateway.md:',
		...steps.map(([command, what]) => `  ${command.padEnd(width)}  ${what}`.trimEnd()),
		'',
	].join('\n');
}

async function run(id: string, options: { name?: string }): Promise<void> {
	const gateway = { id, name: options.name ?? nameFromId(id) };
	const problem = nameProblem(root, gateway) ?? registryProblem(root);
	if (problem !== undefined) {
		process.stderr.write(`${problem}\n`);
		process.exitCode = 1;
		return;
	}
	await createGateway(gateway);
	process.stdout.write(nextSteps(gateway));
}

void new Command('npm run new:gateway')
	.description(
		'Writes the skeleton of a gateway: its folder, its dialect in the sandbox, its tests.',
	)
	.argument('<id>', 'name of its folders in camel case, stored in credentials: acmeCloud')
	.option('--name <name>', 'as users read it; by default the words of the id')
	.addHelpText(
		'after',
		'\nWith npm, write -- before --name: npm run new:gateway acmeCloud -- --name "Acme Cloud"',
	)
	.action(run)
	.parseAsync();
