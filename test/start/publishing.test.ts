import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { HostFault } from '../../host/fault';
import { publishUnlessTaken } from '../../host/examples/publishExamples';
import { dialectOf } from '../../host/rest/dialect';
import type { Rest } from '../../host/rest/rest';
import { Saver } from '../../host/rest/saver';
import { placeWorkflow, type WorkflowFile } from '../../host/rest/workflows';

const folder = mkdtempSync(path.join(os.tmpdir(), 'whatsapp-gateways-publishing-'));
const file = path.join(folder, 'saved.json');
afterAll(() => rmSync(folder, { recursive: true }));

type Workflow = Record<string, unknown> & { readonly id: string };

let workflows: Workflow[] = [];
/** Whether another workflow has the address. */
let isTaken = false;

/** The workflows of an n8n 2.8, as far as a start asks for them; test/host has the real one. */
const rest = {
	dialect: dialectOf('2.8.4'),
	request(method: string, url: string, body: Record<string, unknown> = {}): Promise<unknown> {
		const [, , , id, action] = (url.split('?')[0] ?? '').split('/');
		const at = workflows.findIndex((one) => one.id === id);
		const change = (changes: Record<string, unknown>) => {
			workflows = workflows.map((one) => (one.id === id ? { ...one, ...changes } : one));
		};
		if (method === 'POST' && id === undefined) {
			const own = { ...body, id: `w${workflows.length}`, versionId: 'v', activeVersionId: null };
			workflows.push(own);
			return Promise.resolve(own);
		}
		if (method === 'PATCH') change(body);
		if (action === 'activate') {
			if (isTaken)
				return Promise.reject(new HostFault('There is a conflict with one of the webhooks.'));
			change({ activeVersionId: 'v' });
		}
		if (action === 'deactivate') change({ activeVersionId: null });
		return Promise.resolve(id === undefined ? workflows : workflows[at]);
	},
} as unknown as Rest;

const example = (text: string): WorkflowFile => ({
	name: 'Campaign',
	nodes: [
		{
			...{ id: 'a', name: 'A', type: 'n8n-nodes-base.noOp', typeVersion: 1, position: [0, 0] },
			parameters: { text },
		},
	],
	connections: {},
});

/** What a start says of the example: why it is not published, if it is not. */
async function start(text = 'v1'): Promise<string | undefined> {
	const saver = new Saver(rest, file);
	return await publishUnlessTaken(saver, await placeWorkflow(saver, example(text)));
}

const isPublished = () => workflows.map(({ activeVersionId }) => activeVersionId === 'v');

beforeEach(() => {
	rmSync(file, { force: true });
	workflows = [];
	isTaken = false;
});

test('what the user unpublished stays so, whatever its version, until the user publishes it', async () => {
	expect(await start()).toBeUndefined();
	await rest.request('POST', '/rest/workflows/w0/deactivate');
	for (const text of ['v1', 'v2', 'v2']) {
		expect(await start(text)).toBe('you unpublished it');
		expect(isPublished()).toEqual([false]);
	}
	await rest.request('POST', '/rest/workflows/w0/activate');
	expect(await start('v3')).toBeUndefined();
	expect(isPublished()).toEqual([true]);
});

test('one that was deleted, or renamed, is made and published again', async () => {
	await start();
	workflows = [];
	expect(await start()).toBeUndefined();
	expect(isPublished()).toEqual([true]);
});

test('one whose address was taken is published when it is free', async () => {
	isTaken = true;
	expect(await start()).toBe('another workflow of yours has its address');
	isTaken = false;
	expect(await start()).toBeUndefined();
	expect(isPublished()).toEqual([true]);
});

test('a start that ended before it published leaves that to the next one', async () => {
	const saver = new Saver(rest, file);
	await placeWorkflow(saver, example('v1'));
	expect(await start()).toBeUndefined();
});
