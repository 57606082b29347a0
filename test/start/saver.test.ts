import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import type { Rest } from '../../host/rest/rest';
import { Saver, type Shelf } from '../../host/rest/saver';

interface Row {
	readonly id: string;
	readonly name: string;
	body: string;
}

/** No request is made: the shelf of these tests is a list. */
const rest = {} as Rest;
const folder = mkdtempSync(path.join(os.tmpdir(), 'whatsapp-gateways-saver-'));
const file = path.join(folder, 'saved.json');

let rows: Row[] = [];
/** Whether a save ends before it is done, or after it. */
let cut: 'before' | 'after' | undefined;

beforeEach(() => {
	rmSync(file, { force: true });
	rows = [];
	cut = undefined;
});
afterAll(() => rmSync(folder, { recursive: true }));

const shelf = (body: string): Shelf => ({
	kind: 'workflow',
	content: body,
	echo: body,
	find(_rest, name, own) {
		const named = rows.filter((row) => row.name === name);
		const found = named.find(({ id }) => id === own) ?? named[0];
		// n8n adds something of its own to what it keeps.
		return Promise.resolve(
			found && { id: found.id, state: `${found.body} in n8n`, echo: found.body },
		);
	},
	save(_rest, name, id) {
		if (cut === 'before') return Promise.reject(new Error('It ended before.'));
		let row = rows.find((one) => one.id === id);
		if (row === undefined) rows.push((row = { id: `w${rows.length}`, name, body }));
		row.body = body;
		if (cut === 'after') return Promise.reject(new Error('It ended after.'));
		return Promise.resolve(row.id);
	},
});

/** What a start does: it reads the record anew. */
async function start(body: string): Promise<Saver> {
	const saver = new Saver(rest, file);
	await saver.place('Campaign', shelf(body));
	return saver;
}

async function interruptedStart(body: string, when: 'before' | 'after'): Promise<void> {
	cut = when;
	await expect(start(body)).rejects.toThrow('It ended');
	cut = undefined;
}

const bodies = () => rows.map(({ name, body }) => `${name}: ${body}`);

test('what nobody edited is saved over', async () => {
	await start('v1');
	const saver = await start('v2');
	expect(bodies()).toEqual(['Campaign: v2']);
	expect(saver.edited).toEqual([]);
});

test.each(['before', 'after'] as const)(
	'an edit after a start that ended %s a save stays as it is',
	async (when) => {
		await start('v1');
		await interruptedStart('v2', when);
		rows[0]!.body = 'edited';
		const saver = await start('v2');
		expect(bodies()).toEqual(['Campaign: edited', 'Campaign (fresh): v2']);
		expect(saver.edited).toEqual([
			{ kind: 'workflow', name: 'Campaign', freshName: 'Campaign (fresh)' },
		]);
	},
);

test.each(['before', 'after'] as const)(
	'what a start that ended %s a save has left is saved over if nobody edited it',
	async (when) => {
		await start('v1');
		await interruptedStart('v2', when);
		const saver = await start('v3');
		expect(bodies()).toEqual(['Campaign: v3']);
		expect(saver.edited).toEqual([]);
	},
);

test('what a start that ended after a save has left is not taken for what was there before', async () => {
	await start('v1');
	await interruptedStart('v2', 'after');
	await start('v1');
	expect(bodies()).toEqual(['Campaign: v1']);
});

test('one of the user’s that came after a first start ended is not saved over', async () => {
	await interruptedStart('v1', 'before');
	rows.push({ id: 'mine', name: 'Campaign', body: 'of my own' });
	await start('v1');
	expect(bodies()).toEqual(['Campaign: of my own', 'Campaign (fresh): v1']);
});

test('a first one that was saved before the start ended is found again', async () => {
	await interruptedStart('v1', 'after');
	await start('v1');
	expect(bodies()).toEqual(['Campaign: v1']);
});

test('a copy of the same name that is listed first hides nothing', async () => {
	await start('v1');
	rows.unshift({ id: 'copy', name: 'Campaign', body: 'copy' });
	const saver = await start('v2');
	expect(bodies()).toEqual(['Campaign: copy', 'Campaign: v2']);
	expect(saver.edited).toEqual([]);
});

test.each([
	'',
	'{',
	'null',
	'[]',
	'{"workflow Campaign": null}',
	'{"workflow Campaign": {"id": "w0"}}',
	'{"workflow Campaign": {"id": "w0", "content": "", "state": ""}}',
	'{"workflow Campaign": {"id": "", "content": "", "state": ""}}',
])('a record that says %j stops no start, and nothing is saved over', async (record) => {
	await start('v1');
	writeFileSync(file, record);
	await start('v2');
	expect(bodies()).toEqual(['Campaign: v1', 'Campaign (fresh): v2']);
	expect(JSON.parse(readFileSync(file, 'utf8'))).toHaveProperty(['workflow Campaign (fresh)']);
});
