import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { allDialects, loadDialects } from '../../../sandbox/gateways';

const folder = mkdtempSync(path.join(tmpdir(), 'dialects-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A folder with one gateway in it, whose `index.js` has this text. */
function gatewayFolder(id: string, text?: string): string {
	const root = mkdtempSync(path.join(folder, 'gateways-'));
	mkdirSync(path.join(root, id));
	if (text !== undefined) writeFileSync(path.join(root, id, 'index.js'), text);
	return root;
}

test('every folder is a gateway, the default one first and the others by name', () => {
	const root = path.join(__dirname, '../../../sandbox/gateways');
	const folders = readdirSync(root, { withFileTypes: true }).filter((one) => one.isDirectory());
	const ids = allDialects().map(({ id }) => id);
	expect(ids.toSorted()).toEqual(folders.map(({ name }) => name).toSorted());
	expect(ids.slice(1)).toEqual(ids.slice(1).toSorted());
});

test('a new folder is found automatically', () => {
	const root = gatewayFolder('acme', "exports.acme = { id: 'acme', routes() {} };");
	expect(loadDialects(root)).toMatchObject([{ id: 'acme' }]);
});

test.each([
	[undefined, 'add an index.ts to its folder that exports its dialect as “acme”.'],
	['exports.other = {};', 'its index.ts must export a dialect as “acme”, with the id “acme”.'],
	[
		"exports.acme = { id: 'akme', routes() {} };",
		'its index.ts must export a dialect as “acme”, with the id “acme”.',
	],
])('a folder with %j is refused in one sentence', (text, sentence) => {
	expect(() => loadDialects(gatewayFolder('acme', text))).toThrow(
		`Sandbox gateway “acme”: ${sentence}`,
	);
});
