import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { gateways } from '../nodes/WhatsAppGateway/gateways';

const folder = path.resolve(__dirname, '../nodes/WhatsAppGateway');
const codexFiles = readdirSync(folder).filter((file) => file.endsWith('.node.json'));

/** The search terms under which n8n's node panel finds a node. */
function aliasesIn(file: string): string[] {
	return (JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as { alias: string[] }).alias;
}

/** A gateway that is sold under two names is searched for by either. */
const gatewayNames = gateways.flatMap(({ name }) => name.split(' / '));

test('every node has a codex file', () => {
	expect(codexFiles.map((file) => file.replace('.json', '.ts')).sort()).toEqual(
		readdirSync(folder)
			.filter((file) => file.endsWith('.node.ts'))
			.sort(),
	);
});

test('the node that asks stands under Human in the Loop, and is found by n8n’s own words for it', () => {
	const file = 'WhatsAppGateway.node.json';
	const { categories, subcategories } = JSON.parse(
		readFileSync(path.join(folder, file), 'utf8'),
	) as { categories: string[]; subcategories: Record<string, string[]> };
	expect(categories).toContain('HITL');
	expect(subcategories).toEqual({ HITL: ['Human in the Loop'] });
	const terms = aliasesIn(file).map((alias) => alias.toLowerCase());
	expect(terms).toEqual(expect.arrayContaining(['human', 'form', 'wait', 'hitl', 'approval']));
});

describe.each(codexFiles)('%s', (file) => {
	test.each(gatewayNames)('is found in n8n’s node panel by the gateway’s name %s', (name) => {
		expect(aliasesIn(file)).toContain(name);
	});

	test.each(['message', 'send', 'sms', 'notification', 'otp'])('is found by “%s”', (word) => {
		expect(aliasesIn(file).map((alias) => alias.toLowerCase())).toContain(word);
	});

	test('names each search term once', () => {
		const lowercase = aliasesIn(file).map((alias) => alias.toLowerCase());
		expect(lowercase).toEqual([...new Set(lowercase)]);
	});
});
