import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { runNode } from './engine';
import { anna, startSandbox, token, type Sandbox } from './sandboxClient';

let sandbox: Sandbox;
/** Where a redirect would lead; it notes what arrives. */
let elsewhere: Server;
const arrived: string[] = [];
beforeAll(async () => {
	sandbox = await startSandbox();
	elsewhere = createServer((request, response) => {
		arrived.push(JSON.stringify([request.url, request.headers]));
		response.end('{}');
	});
	await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
	await sandbox.close();
	await new Promise((resolve) => elsewhere.close(resolve));
});
beforeEach(async () => {
	arrived.length = 0;
	await sandbox.reset();
	await sandbox.setRateLimit('metaCloud', 60_000, 60);
});

/** An operation at a gateway that has it, and its fields that a workflow fills. */
interface Target {
	readonly gateway: string;
	readonly operation: string;
	readonly fields: Readonly<Record<string, unknown>>;
}

const targets: readonly Target[] = [
	{ gateway: 'metaCloud', operation: 'media:get', fields: { mediaId: '1037543291543636' } },
	{ gateway: 'metaCloud', operation: 'contact:block', fields: { contact: anna } },
	{
		gateway: 'metaCloud',
		operation: 'template:delete',
		fields: { template: 'order_confirmation', language: 'en' },
	},
];

/** Parameters in which one field is what an expression gives. */
function withField({ operation, fields }: Target, field = '', expression = ''): INodeParameters {
	const [resource = '', value = ''] = operation.split(':');
	return {
		...{ resource, operation: value, options: {}, updateFields: { name: 'Anna' } },
		...{ specifyContent: 'fields', headerFormat: 'none' },
		...(fields as INodeParameters),
		...(field !== '' && { [field]: expression }),
	};
}

async function run(gateway: string, parameters: INodeParameters) {
	const { output, failure } = await runNode({
		parameters,
		credentials: sandbox.account(gateway),
		items: [{ json: {} }],
		settings: { onError: 'continueErrorOutput' },
	});
	return {
		done: output().map(({ json }) => json),
		faults: output(1).map(({ json }) => json),
		failure,
	};
}

function expectSentence(fault: IDataObject | undefined): void {
	expect(fault).toMatchObject({ fault: expect.any(String), sent: expect.any(String) });
	const said = `${String(fault?.['message'])} ${String(fault?.['hint'])}`;
	expect(said).not.toMatch(/TypeError|is not a function|Cannot read|Unexpected token/);
	expect(said).toMatch(/^\S.{10,3700}$/s);
}

const values: ReadonlyArray<readonly [string, string]> = [
	['null', '={{ null }}'],
	['undefined', '={{ undefined }}'],
	['an empty text', '={{ "" }}'],
	['an object', '={{ ({ a: 1 }) }}'],
	['an object as text', '={{ String({}) }}'],
	['a list', '={{ [1, { a: 2 }] }}'],
	['true', '={{ true }}'],
	['a negative number', '={{ -1.5 }}'],
	['a huge number', '={{ 1e300 }}'],
	['a step up', '={{ "../me" }}'],
	['an encoded step up', '={{ "%2e%2e%2fme" }}'],
	['a path and a query', '={{ "a/b?c=d#e" }}'],
	['only dots', '={{ ".." }}'],
	['an emoji', '={{ "👨‍👩‍👧" }}'],
	['half an emoji', '={{ "\\ud83d" }}'],
	['Arabic with marks', '={{ "\\u202eمرحبا\\u200f" }}'],
	['a zero byte and lines', '={{ "a\\u0000b\\r\\nX-Evil: 1" }}'],
	['a megabyte', '={{ "x".repeat(1048576) }}'],
];

const requestsOf = async () => (await sandbox.requests()).map(({ path }) => path);

describe.each(targets.map((target): [string, Target] => [target.operation, target]))(
	'%s',
	(_operation, target) => {
		test.each(values)('takes %s in any field, or says why not', async (what, expression) => {
			for (const field of Object.keys(target.fields)) {
				const { done, faults, failure } = await run(
					target.gateway,
					withField(target, field, expression),
				);
				expect([field, failure?.message]).toEqual([field, undefined]);
				expect([field, what, done.length + faults.length]).toEqual([field, what, 1]);
				if (faults.length > 0) expectSentence(faults[0]);
				expect(JSON.stringify([done, faults])).not.toContain(
					String(sandbox.account(target.gateway)['accessToken']),
				);
			}
			for (const path of await requestsOf()) {
				expect(path).not.toMatch(/\/(?:\.|%2e){2}(?:\/|$)|\/me$/i);
			}
		});

		test.each([301, 302, 307, 308])('follows no redirect %s', async (status) => {
			const { port } = elsewhere.address() as AddressInfo;
			const headers = { Location: `http://127.0.0.1:${port}/token` };
			await sandbox.queueFault({ gateway: target.gateway, times: 9, status, headers, body: '' });
			const { done, faults } = await run(target.gateway, withField(target));
			expect(done.length + faults.length).toBe(1);
			expect(arrived).toEqual([]);
		});
	},
);

test('items of several gateways in one run each have their own outcome', async () => {
	const names = new Set(
		['metaCloud', 'qyvo', 'wacr'].flatMap((id) => Object.keys(sandbox.account(id))),
	);
	const credentials = Object.fromEntries(
		[...names].map((name) => [name, `={{ $json.account.${name} ?? "" }}`]),
	);
	const ids = ['metaCloud', 'qyvo', 'wacr', 'metaCloud', 'qyvo'];
	const { output } = await runNode({
		parameters: {
			...{ resource: 'contact', operation: 'block', contact: anna, options: {} },
		},
		credentials,
		items: ids.map((id) => ({ json: { account: sandbox.account(id) } })),
		settings: { onError: 'continueErrorOutput' },
	});
	expect(output()).toHaveLength(2);
	expect(output(1).map(({ json }) => json['fault'])).toEqual(Array(3).fill('unsupported'));
	expect(JSON.stringify([output()])).not.toContain(token);
});
