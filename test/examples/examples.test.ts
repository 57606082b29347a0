import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { loadExamples, type Example } from '../../host/examples/loadExamples';
import { withCredential } from '../../host/examples/publishExamples';
import { credentialType } from '../../host/rest/credentials';
import { nodeType, triggerType } from '../../host/rest/editorRequests';
import { createEvent, createReceivedMessage } from '../../nodes/WhatsAppGateway/core/event';
import {
	matchesFilters,
	readFilters,
	type Filters,
} from '../../nodes/WhatsAppGateway/trigger/filters';
import { seedPhones } from '../../sandbox/state/seed';

const folder = path.resolve(__dirname, '../../examples');
const examples = loadExamples();

test('every workflow has a file of expected messages, and every such file has a workflow', () => {
	const expected = readdirSync(path.join(folder, 'expected')).sort();
	expect(expected).toEqual(examples.map(({ name }) => `${name}.json`));
});

describe.each(examples.map((example) => [example.name, example] as const))(
	'%s',
	(name, { workflow, path: webhookPath, body, steps, expectedMessages }) => {
		test('contains no credential, no ID and no trace of the server it was made on', () => {
			const text = readFileSync(path.join(folder, `${name}.json`), 'utf8');
			expect(text).not.toMatch(/"credentials"|accessToken|instanceId|versionId|127\.0\.0\.1/);
			const { executionOrder, ...others } = workflow.settings ?? {};
			expect(executionOrder).toBe('v1');
			// Only what is kept of a run may be set.
			for (const setting of Object.keys(others)) expect(setting).toMatch(/^save/);
		});

		test('has notes that explain it', () => {
			const notes = workflow.nodes.filter(({ type }) => type.endsWith('.stickyNote'));
			expect(notes.length).toBeGreaterThanOrEqual(1);
			expect(existsSync(path.join(folder, 'README.md'))).toBe(true);
			expect(readFileSync(path.join(folder, 'README.md'), 'utf8')).toContain(`${name}.json`);
		});

		test('starts with a webhook and its sample input, or with what users do', () => {
			const starts = workflow.nodes.filter(
				({ type }) => type === 'n8n-nodes-base.webhook' || type === triggerType,
			);
			for (const { webhookId } of starts) expect(webhookId).toMatch(/^[0-9a-f-]{36}$/);
			const webhooks = starts.filter(({ type }) => type !== triggerType);
			for (const { parameters } of webhooks) expect(parameters['path']).toMatch(/^[a-z-]+$/);
			const pinned = Object.keys(workflow.pinData ?? {});
			expect(pinned).toEqual(expect.arrayContaining(webhooks.map((webhook) => webhook.name)));
			expect(typeof body).toBe(webhooks.length > 0 ? 'object' : 'undefined');
			expect(steps.some((step) => 'post' in step)).toBe(webhooks.length > 0);
			expect(webhookPath.length).toBeGreaterThan(0);
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
			for (const expected of expectedMessages) {
				expect(expected.phone).toMatch(/^\+\d{8,15}$/);
				expect(expected.text.length).toBeGreaterThan(0);
				expect(expected.kind === 'template').toBe(expected.template !== undefined);
			}
		});
	},
);

/** The demo's filters of an example's trigger; `null` without a trigger for messages. */
function filtersOf({ workflow, demo }: Example): Filters | null {
	const trigger = workflow.nodes.find(({ type }) => type === triggerType);
	const { events, filters } = trigger?.parameters ?? {};
	if (!Array.isArray(events) || !events.includes('message')) return null;
	return readFilters({ ...(filters as object), ...demo.filters });
}

/** The examples that start when a person writes a text to whatever gateway. */
function startedBy(from: string, text: string): string[] {
	const event = createEvent({
		...{ event: 'message', id: '1', gateway: 'any', at: '', raw: {}, from, text },
		message: createReceivedMessage({ type: 'text' }),
	});
	return examples
		.filter((example) => {
			const filters = filtersOf(example);
			return filters !== null && matchesFilters(event, filters);
		})
		.map(({ name }) => name);
}

const written = examples.flatMap(({ name, steps }) =>
	steps.flatMap((step) =>
		'phone' in step && step.text !== undefined && step.quiet !== true
			? [[name, step.phone, step.text] as const]
			: [],
	),
);

test.each(written)('in the demo, only %s answers what %s writes: %s', (name, phone, text) => {
	expect(startedBy(phone, text)).toEqual([name]);
});

test('in the demo, no two examples answer the same message of the same person', () => {
	const texts = ['Hello', ...written.map(([, , text]) => text)];
	for (const { phone } of seedPhones) {
		for (const text of texts) expect(startedBy(phone, text)).toHaveLength(1);
	}
});
