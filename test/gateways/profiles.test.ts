import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { loadProfiles, profileOf } from './profiles';

const folder = mkdtempSync(path.join(tmpdir(), 'profiles-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A folder with one gateway in it, whose `index.js` has this text. */
function gatewayFolder(text?: string): string {
	const root = mkdtempSync(path.join(folder, 'gateways-'));
	mkdirSync(path.join(root, 'acme'));
	if (text !== undefined) writeFileSync(path.join(root, 'acme/index.js'), text);
	return root;
}

test('a new folder is found automatically', () => {
	const root = gatewayFolder('exports.profile = { account: {}, refusal() {} };');
	expect(loadProfiles(root).get('acme')).toMatchObject({ account: {} });
});

test.each([
	[undefined, 'Add test/gateways/acme/index.ts, which exports its `profile`.'],
	[
		'exports.acme = {};',
		'Export a GatewayTestProfile as `profile` from test/gateways/acme/index.ts.',
	],
])('a folder with %j is refused in one sentence', (text, sentence) => {
	expect(() => loadProfiles(gatewayFolder(text))).toThrow(sentence);
});

test('a gateway without a folder is refused in one sentence', () => {
	expect(() => profileOf('unheardOf')).toThrow(
		'Add the folder test/gateways/unheardOf with a profile and fixtures.',
	);
});
