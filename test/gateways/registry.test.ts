import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { gateways } from '../../nodes/WhatsAppGateway/gateways';
import {
	assumptionsPage,
	capabilityTable,
	receivingSteps,
} from '../../scripts/docs/capabilityTable';
import { registryProblem } from '../../scripts/registry';
import { loadProfiles } from './profiles';

const root = path.resolve(__dirname, '../..');

test('the registry lists every gateway folder by its name', () => {
	expect(registryProblem(root)).toBeUndefined();
	const folders = readdirSync(path.join(root, 'nodes/WhatsAppGateway/gateways'), {
		withFileTypes: true,
	})
		.filter((entry) => entry.isDirectory())
		.map(({ name }) => name)
		.sort();
	expect(gateways.map(({ id }) => id)).toEqual(folders);
});

test('every test folder belongs to a gateway', () => {
	expect([...loadProfiles(__dirname).keys()].sort()).toEqual(gateways.map(({ id }) => id));
});

test('the docs show what the gateways support, what to do and what is assumed', () => {
	const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
	const stale = [
		...(read('README.md').includes(capabilityTable()) ? [] : ['README.md']),
		...(read('docs/assumptions.md') === assumptionsPage() ? [] : ['docs/assumptions.md']),
		...gateways.flatMap(({ id, webhook }) => {
			const file = `docs/connect/${id}.md`;
			const steps = webhook && receivingSteps(webhook);
			if (steps === undefined || !existsSync(path.join(root, file))) return [];
			return read(file).includes(steps) ? [] : [file];
		}),
	];
	const outOfDate = stale.map((file) => `${file} is out of date: run \`npm run docs\``);
	expect(outOfDate).toEqual([]);
});

test('no file outside a gateway’s folder names the gateway', () => {
	const shipped = (folder: string): string[] =>
		readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
			const file = `${folder}/${entry.name}`;
			if (entry.isDirectory()) return entry.name === 'gateways' ? [] : shipped(file);
			return file.endsWith('.ts') ? [file] : [];
		});
	const names = new RegExp(`\\b(${gateways.flatMap(({ id, name }) => [id, name]).join('|')})\\b`);
	const naming = [...shipped('nodes'), ...shipped('credentials')].filter((file) =>
		readFileSync(path.join(root, file), 'utf8')
			.split('\n')
			.some((line) => names.test(line)),
	);
	expect(naming).toEqual([]);
});
