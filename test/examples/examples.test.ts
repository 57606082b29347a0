import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { loadExamples, type Example } from '../../host/examples/loadExamples';
import { withCredential } from '../../host/examples/publishExamples';
import { credentialType } from '../../host/rest/credentials';
import { nodeType, triggerType } from '../../host/rest/editorRequests';
import {
	createEvent,
	createReceivedMessage,
	type EventKind,
} from '../../nodes/WhatsAppGateway/core/event';
import { eventOptions } from '../../nodes/WhatsAppGateway/trigger/events';
import {
	matchesFilters,
	readFilters,
	type Filters,
} from '../../nodes/WhatsAppGateway/trigger/filters';
import { seedPhones, seedTemplates, type SeedTemplate } from '../../sandbox/state/seed';

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

		test('has a card with its picture', () => {
			const picture = `../docs/examples/${name}.png`;
			expect(existsSync(path.join(folder, picture))).toBe(true);
			expect(readFileSync(path.join(folder, 'README.md'), 'utf8')).toContain(`](${picture})`);
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

/** The demo's filters of an example's trigger; `null` without a trigger for this event. */
function filtersOf({ workflow, demo }: Example, kind: EventKind): Filters | null {
	const trigger = workflow.nodes.find(({ type }) => type === triggerType);
	const { events, filters } = trigger?.parameters ?? {};
	if (!Array.isArray(events) || !events.includes(kind)) return null;
	return readFilters({ ...(filters as object), ...demo.filters });
}

/** The examples that an event of whatever gateway starts. */
function startedBy(event: EventKind, from: string | null, text: string | null = null): string[] {
	const type = event === 'reply' ? 'button' : 'text';
	const happened = createEvent({
		...{ event, id: '1', gateway: 'any', at: '', raw: {}, from, text },
		message: text === null ? null : createReceivedMessage({ type }),
	});
	return examples
		.filter((example) => {
			const filters = filtersOf(example, event);
			return filters !== null && matchesFilters(happened, filters);
		})
		.map(({ name }) => name);
}

/** What happens beside messages and taps. */
const otherKinds = eventOptions
	.map(({ value }) => value)
	.filter((kind) => kind !== 'message' && kind !== 'reply');

const steps = examples.flatMap(({ name, steps: all }) => all.map((step) => ({ name, step })));

const written = steps.flatMap(({ name, step }) =>
	'phone' in step && step.text !== undefined && step.quiet !== true
		? [[name, step.phone, step.text] as const]
		: [],
);

/** What stands on the buttons of a message, of a node's form or of a template. */
function buttonTitles(parameters: unknown): string[] {
	const text = JSON.stringify(parameters);
	return [...text.matchAll(/"(?:title|\w*Label|text)":"([^"={}]{1,20})"/g)].map(
		([, title = '']) => title,
	);
}

const taps = [
	...steps.flatMap(({ step }) => ('phone' in step && step.tap !== undefined ? [step.tap] : [])),
	...examples.flatMap(({ workflow }) =>
		workflow.nodes.flatMap(({ parameters }) => buttonTitles(parameters)),
	),
	...seedTemplates.flatMap((seed: SeedTemplate) => (seed.buttons ?? []).map(({ text }) => text)),
];

test.each(written)('in the demo, only %s answers what %s writes: %s', (name, phone, text) => {
	expect(startedBy('message', phone, text)).toEqual([name]);
});

test('in the demo, no two examples answer the same message of the same person', () => {
	const texts = ['Hello', ...written.map(([, , text]) => text)];
	for (const { phone } of seedPhones) {
		for (const text of texts) {
			expect([phone, text, startedBy('message', phone, text)]).toEqual([
				...[phone, text],
				[expect.any(String)],
			]);
		}
	}
});

test('in the demo, no two examples answer the same tap, or whatever else happens', () => {
	expect(taps).toEqual(
		expect.arrayContaining(['Confirm', 'Opening hours', 'Approve', 'Not interested']),
	);
	for (const { phone } of seedPhones) {
		// Whoever taps may as well write the words on the button.
		for (const text of taps) {
			expect([phone, text, startedBy('reply', phone, text).slice(1)]).toEqual([phone, text, []]);
			expect([phone, text, startedBy('message', phone, text).slice(1)]).toEqual([phone, text, []]);
		}
		for (const kind of otherKinds)
			expect([kind, startedBy(kind, phone).slice(1)]).toEqual([kind, []]);
	}
	for (const kind of otherKinds) expect([kind, startedBy(kind, null).slice(1)]).toEqual([kind, []]);
});

test('no two examples have the same name or the same address', () => {
	const all = examples.flatMap(({ workflow }) => workflow.nodes);
	const each = (values: unknown[]) => values.filter((value) => value !== undefined);
	for (const values of [
		each(examples.map(({ workflow }) => workflow.name)),
		each(all.map(({ webhookId }) => webhookId)),
		each(all.map(({ parameters: { path: own } }) => own)),
	]) {
		expect(values).toHaveLength(new Set(values).size);
	}
});
