import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';

import { projectFolder } from '../../host/project';
import { version as packageVersion } from '../../package.json';
import { openQueueHost, type QueueHost } from './queueHost';

interface Service {
	readonly image: string;
	readonly environment?: Readonly<Record<string, string>>;
	readonly healthcheck?: object;
	readonly volumes?: ReadonlyArray<string | Readonly<Record<string, unknown>>>;
}

interface Compose {
	readonly services: Readonly<Record<string, Service>>;
	readonly volumes: Readonly<Record<string, unknown>>;
}

const file = path.join(projectFolder, 'docs', 'scaling', 'compose.yaml');
const { services, volumes } = parse(readFileSync(file, 'utf8'), { merge: true }) as Compose;
const n8n = Object.values(services).filter(({ image }) => image.includes('n8nio/n8n'));

let host: QueueHost;
beforeAll(async () => {
	host = await openQueueHost();
});

/** The names that n8n's source reads from its environment. */
function knownNames(modules: string): Set<string> {
	const folders = ['n8n', 'n8n-core', '@n8n/config'].map((one) => path.join(modules, one, 'dist'));
	const files = folders.flatMap((folder) =>
		readdirSync(folder, { recursive: true, encoding: 'utf8' })
			.filter((name) => name.endsWith('.js'))
			.map((name) => path.join(folder, name)),
	);
	const names = /(?:Env\)\(['"]|process\.env\.|process\.env\[['"])([A-Z][A-Z0-9_]+)/g;
	return new Set(
		files.flatMap((one) =>
			[...readFileSync(one, 'utf8').matchAll(names)].map(([, name = '']) => name),
		),
	);
}

test('every image is pinned, and n8n is the one that the tests run', () => {
	const images = Object.values(services).map(({ image }) => image);
	expect(images.filter((image) => !/:\d+\.\d+/.test(image))).toEqual([]);
	const { version } = host.main.plan.installed;
	expect(new Set(n8n.map(({ image }) => image))).toEqual(
		new Set([`docker.n8n.io/n8nio/n8n:${version}`]),
	);
	expect(n8n).toHaveLength(4);
});

test('n8n knows every variable, and all its processes share the key and the package', () => {
	const known = knownNames(path.resolve(host.main.plan.installed.script, '..', '..', '..'));
	const given = new Set(n8n.flatMap(({ environment = {} }) => Object.keys(environment)));
	expect([...given].filter((name) => !known.has(name))).toEqual([]);
	for (const { environment, healthcheck, volumes: own } of n8n) {
		expect(environment?.['N8N_ENCRYPTION_KEY']).toMatch(/^\$\{N8N_ENCRYPTION_KEY:\?/);
		expect(environment?.['EXECUTIONS_MODE']).toBe('queue');
		expect(healthcheck).toBeDefined();
		// Only the main process has the whole folder: its event log is named after the kind of process.
		if (environment === services['main']?.environment) expect(own).toContain('n8n:/home/node/.n8n');
		else
			expect(own).toEqual([
				expect.objectContaining({ target: '/home/node/.n8n/nodes', read_only: true }),
			]);
	}
	const packages = services['main']?.environment?.['N8N_COMMUNITY_PACKAGES'] ?? '';
	expect(JSON.parse(packages)).toEqual([
		{ name: 'n8n-nodes-whatsapp-gateways', version: packageVersion },
	]);
});

test('no secret stands in the file, and every volume is named', () => {
	const secrets = Object.values(services)
		.flatMap(({ environment = {} }) => Object.entries(environment))
		.filter(([name]) => /KEY|PASSWORD|AUTH/.test(name));
	for (const [name, value] of secrets)
		expect([name, value]).toEqual([name, expect.stringMatching(/^\$\{\w+:\?/)]);
	const used = Object.values(services).flatMap(({ volumes: own = [] }) => own);
	const named = used
		.map((one) => (typeof one === 'string' ? one.split(':')[0] : String(one['source'])) ?? '')
		.filter((one) => !one.startsWith('.'));
	expect(new Set(named)).toEqual(new Set(Object.keys(volumes)));
});
