import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import type { PhoneMessage } from '../../host/examples/expectedMessages';
import { loadExamples } from '../../host/examples/loadExamples';
import { withCredential } from '../../host/examples/publishExamples';
import { credentialType } from '../../host/rest/credentials';
import { nodeType, triggerType } from '../../host/rest/editorRequests';

const folder = path.resolve(__dirname, '../../examples');
const examples = loadExamples();

test('every workflow has a file of expected messages, and every such file has a workflow', () => {
	const expected = readdirSync(path.join(folder, 'expected')).sort();
	expect(expected).toEqual(examples.map(({ name }) => `${name}.json`));
});

describe.each(examples.map((example) => [example.name, example] as const))(
	'%s',
	(name, { workflow, path: webhookPath, body, userActions, expectedMessages }) => {
		test('contains no credential, no ID and no trace of the server it was made on', () => {
			const text = readFileSync(path.join(folder, `${name}.json`), 'utf8');
			expect(text).not.toMatch(/"credentials"|accessToken|instanceId|versionId|127\.0\.0\.1/);
			expect(workflow.settings).toEqual({ executionOrder: 'v1' });
		});

		test('has notes that explain it', () => {
			const notes = workflow.nodes.filter(({ type }) => type.endsWith('.stickyNote'));
			expect(notes.length).toBeGreaterThanOrEqual(1);
			expect(existsSync(path.join(folder, 'README.md'))).toBe(true);
			expect(readFileSync(path.join(folder, 'README.md'), 'utf8')).toContain(`${name}.json`);
		});

		test('starts with a webhook and its sample input, or with a user action', () => {
			const first = workflow.nodes.find(
				({ type }) => type === 'n8n-nodes-base.webhook' || type === triggerType,
			);
			expect(first?.webhookId).toMatch(/^[0-9a-f-]{36}$/);
			if (userActions.length > 0) {
				expect(first?.type).toBe(triggerType);
				for (const { text, tap } of userActions) expect(typeof (text ?? tap)).toBe('string');
				return;
			}
			expect(webhookPath).toMatch(/^[a-z-]+$/);
			expect(typeof body).toBe('object');
			expect(Object.keys(workflow.pinData ?? {})).toEqual([first?.name]);
		});

		test('has unique names and IDs, and every connection leads to a node', () => {
			const names = workflow.nodes.map((node) => node.name);
			expect(new Set(names).size).toBe(names.length);
			expect(new Set(workflow.nodes.map(({ id }) => id)).size).toBe(names.length);
			const targets = JSON.stringify(workflow.connections).matchAll(/"node":"([^"]+)"/g);
			for (const [, target = ''] of targets) expect(names).toContain(target);
			for (const source of Object.keys(workflow.connections)) expect(names).toContain(source);
		});

		test('needs a credential in each node that sends', () => {
			const reference = { id: 'x', name: 'y' };
			const sending = withCredential(workflow, reference).nodes.filter(
				({ type }) => type === nodeType,
			);
			expect(sending.length).toBeGreaterThan(0);
			for (const { credentials } of sending) {
				expect(credentials).toEqual({ [credentialType]: reference });
			}
		});

		test('lists the exact messages that must arrive and their recipients', () => {
			expect(expectedMessages.length).toBeGreaterThan(0);
			for (const expected of expectedMessages as PhoneMessage[]) {
				expect(expected.phone).toMatch(/^\+\d{8,15}$/);
				expect(expected.text.length).toBeGreaterThan(0);
				expect(expected.kind === 'template').toBe(expected.template !== undefined);
			}
		});
	},
);
