import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { gateways } from '../../nodes/WhatsAppGateway/gateways';
import { assumptionList, capabilityTable } from '../../scripts/docs/capabilityTable';
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

test('the README shows what the gateways support and which facts are unverified', () => {
	const readme = readFileSync(path.join(root, 'README.md'), 'utf8');
	const isCurrent = [capabilityTable(), assumptionList()].every((part) => readme.includes(part));
	expect(isCurrent ? 'current' : 'README.md is out of date: run `npm run docs`').toBe('current');
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
