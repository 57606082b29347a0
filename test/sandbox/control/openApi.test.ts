import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { endpoints, type ControlEndpoint } from '../../../sandbox/control/endpoints';
import { anna, receiver, served } from '../receiver';

interface Document {
	readonly servers: ReadonlyArray<{ readonly url: string }>;
	readonly paths: Readonly<Record<string, Readonly<Record<string, { operationId: string }>>>>;
}

let world: Awaited<ReturnType<typeof served>>;
let document: Document;
beforeAll(async () => {
	world = await served();
	document = (await world.ask('GET', '/_sandbox/openapi.json')).body;
});
afterAll(async () => await world.close());

test('the control API is described as valid OpenAPI 3.1', () => {
	const folder = mkdtempSync(path.join(tmpdir(), 'sandbox-openapi-'));
	const file = path.join(folder, 'openapi.json');
	writeFileSync(file, JSON.stringify(document));
	// A module of the other kind, which jest cannot load: its program is run.
	const validator = path.join(
		__dirname,
		'../../../node_modules/@seriousme/openapi-schema-validator/bin/validate-api-cli.js',
	);
	const said = execFileSync(process.execPath, [validator, file], { encoding: 'utf8' });
	expect(said).toMatch(/"valid": ?true/);
	rmSync(folder, { recursive: true });
});

test('it has each path that the sandbox has, and no other', () => {
	const described = Object.entries(document.paths).flatMap(([address, methods]) =>
		Object.keys(methods).map((method) => `${method.toUpperCase()} ${address}`),
	);
	// test/sandbox/control/overview.test.ts compares these with what the server answers to.
	const all = Object.keys(endpoints).map((key) => key.replace(' /', ' /_sandbox/'));
	expect(described.toSorted()).toEqual(['GET /_sandbox', ...all].toSorted());
	const ids = Object.values(document.paths).flatMap((methods) =>
		Object.values(methods).map(({ operationId }) => operationId),
	);
	expect(new Set(ids).size).toBe(ids.length);
	expect(document.servers).toEqual([{ url: world.url }]);
});

test('answers have the form that is described', async () => {
	const hook = await receiver();
	const seen = new Set<string>();
	const ask = async (key: keyof typeof endpoints, body?: object, query = '') => {
		const [method = '', address = ''] = key.split(' ');
		const answer = await world.ask(method, `/_sandbox${address}${query}`, body);
		const { answer: schema, created }: ControlEndpoint = endpoints[key];
		expect([key, answer.status, answer.text]).toEqual([key, created ? 201 : 200, answer.text]);
		// What the schema does not know is missing then.
		if (schema !== undefined) expect(schema.parse(answer.body)).toEqual(answer.body);
		seen.add(key);
		return answer.body;
	};
	const { webhook } = await ask('POST /webhooks', { gateway: 'qyvo', url: hook.url });
	const { id } = await world.send('qyvo');
	await ask('POST /status', { id, status: 'read' });
	for (const message of [
		{ text: 'Hi' },
		{ media: { type: 'image', data: 'AAAA' } },
		{ location: { latitude: 1, longitude: 2 } },
		{ reaction: { message: id, emoji: '👍' } },
	]) {
		const gateway = 'reaction' in message ? 'metaCloud' : 'qyvo';
		const target = 'reaction' in message ? (await world.send('metaCloud')).id : undefined;
		const given = target === undefined ? message : { reaction: { message: target, emoji: '👍' } };
		await ask('POST /inbound', { phone: anna, gateway, ...given });
	}
	await world.settled();
	await ask('POST /events', { template: { name: 'winter_sale', to: 'APPROVED' } });
	await ask('POST /opt-out', { phone: anna, gateway: 'qyvo' });
	await ask('POST /people', { phone: anna, off: true });
	await ask('POST /window', { phone: anna, open: true });
	await ask('POST /clock', { advance: 60 });
	await ask('POST /faults', { status: 503, limited: undefined, times: 2 });
	await ask('POST /rate-limit', { gateway: 'qyvo', requests: 9, seconds: 9 });
	await ask('POST /templates', { more: 2 });
	await ask('POST /guide', { editorUrl: 'http://127.0.0.1:5678/' });
	for (const key of [
		...([
			'GET /phones',
			'GET /messages',
			'GET /clock',
			'GET /faults/named',
			'GET /faults',
		] as const),
		...(['GET /rate-limit', 'GET /webhooks', 'DELETE /faults'] as const),
	]) {
		await ask(key);
	}
	const { deliveries } = await ask('GET /deliveries');
	await ask('GET /delivery', undefined, `?id=${deliveries.at(-1).id}`);
	await ask('POST /deliveries/repeat', { id: deliveries.at(-1).id });
	const { requests } = await ask('GET /requests');
	await ask('GET /request', undefined, `?id=${requests.at(-1).id}`);
	await ask('DELETE /webhooks', undefined, `?id=${webhook.id}`);
	await ask('DELETE /deliveries');
	await ask('POST /reset');
	const described = Object.entries(endpoints as Readonly<Record<string, ControlEndpoint>>)
		.filter(([, { answer }]) => answer !== undefined)
		.map(([key]) => key);
	expect(described.filter((key) => !seen.has(key))).toEqual([]);
	await hook.close();
});
