import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import {
	createRunExecutionData,
	type IDataObject,
	NodeConnectionTypes,
	Workflow,
} from 'n8n-workflow';

import { formType, loadExamples, type Example } from '../../host/examples/loadExamples';
import { supportsExample, withCredential } from '../../host/examples/publishExamples';
import { credentialType } from '../../host/rest/credentials';
import { nodeType, triggerType } from '../../host/rest/editorRequests';
import { isRecord, recordsOf } from '../../host/rest/narrow';
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
import { WhatsAppGateway } from '../../nodes/WhatsAppGateway/WhatsAppGateway.node';
import { WhatsAppGatewayTrigger } from '../../nodes/WhatsAppGateway/WhatsAppGatewayTrigger.node';
import { gateways } from '../../nodes/WhatsAppGateway/gateways';
import { seedPhones, seedTemplates, type SeedTemplate } from '../../sandbox/state/seed';

const folder = path.resolve(__dirname, '../../examples');

/** The names of the fields of one of the package's nodes; `undefined` for others. */
function fieldsOf(type: string): Set<string> | undefined {
	const node = [WhatsAppGateway, WhatsAppGatewayTrigger]
		.map((one) => new one().description)
		.find(({ name }) => type === `n8n-nodes-whatsapp-gateways.${name}`);
	return node && new Set(node.properties.map(({ name }) => name));
}

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
			// n8n gives an imported copy addresses of its own, beside any other copy.
			expect(text).not.toMatch(/"webhookId"|"path": "[^"]/);
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

		test('starts with a webhook and its sample input, with a form, or with what users do', () => {
			const starts = workflow.nodes.filter(
				({ type }) =>
					type === 'n8n-nodes-base.webhook' || type === formType || type === triggerType,
			);
			expect(starts.length).toBeGreaterThan(0);
			for (const { webhookId } of starts) expect(webhookId).toMatch(/^[0-9a-f-]{36}$/);
			const webhooks = starts.filter(({ type }) => type === 'n8n-nodes-base.webhook');
			for (const { parameters } of webhooks) expect(parameters['path']).toMatch(/^[a-z-]+$/);
			const pinned = Object.keys(workflow.pinData ?? {});
			expect(pinned).toEqual(expect.arrayContaining(webhooks.map((webhook) => webhook.name)));
			expect(typeof body).toBe(webhooks.length > 0 ? 'object' : 'undefined');
			expect(steps.some((step) => 'post' in step)).toBe(webhooks.length > 0);
			expect(webhookPath.length).toBeGreaterThan(0);
		});

		test('sets no field of the package’s nodes that they do not have', () => {
			for (const { name: node, type, parameters } of workflow.nodes) {
				const known = fieldsOf(type);
				if (known === undefined) continue;
				const unknown = Object.keys(parameters).filter((field) => !known.has(field));
				expect([node, unknown]).toEqual([node, []]);
			}
		});

		test('says how to close a webhook before it is on the internet', () => {
			if (!workflow.nodes.some(({ type }) => type === 'n8n-nodes-base.webhook')) return;
			const notes = workflow.nodes.filter(({ type }) => type.endsWith('.stickyNote'));
			expect(JSON.stringify(notes)).toContain('Authentication → Header Auth');
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

		test('is one that a gateway of the sandbox can send', () => {
			const example = examples.find((one) => one.name === name);
			const able = gateways.filter(
				({ id }) =>
					example !== undefined &&
					supportsExample(
						{ name: id, data: { gateway: id, webhookSecret: 'x' }, reference: { id, name: id } },
						example,
					),
			);
			expect(able.length).toBeGreaterThan(0);
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

test.each(['order-confirmation', 'invoice-pdf', 'lead-to-crm', 'abandoned-cart'])(
	'%s sends nothing twice where it is called twice',
	(name) => {
		const { workflow } = examples.find((one) => one.name === name) ?? { workflow: { nodes: [] } };
		const keys = workflow.nodes.flatMap(({ parameters: { options } }) =>
			isRecord(options) && 'messageKey' in options ? [String(options['messageKey'])] : [],
		);
		expect(keys).toHaveLength(1);
		expect(keys[0]).toMatch(/^=\{\{ .+ \}\}$/);
	},
);

test('whoever calls the campaign chooses neither its name nor whether it is sent', () => {
	const campaign = examples.find(({ name }) => name === 'campaign');
	expect(JSON.stringify(campaign?.workflow.nodes)).not.toContain('.body');
	expect(assigned('campaign', 'The campaign', 'dryRun')).toBe(true);
});

/** The parameters of a node of an example's. */
function parametersOf(example: string, node: string) {
	const { workflow } = examples.find(({ name }) => name === example) ?? { workflow: { nodes: [] } };
	return workflow.nodes.find(({ name }) => name === node)?.parameters ?? {};
}

test.each([
	[[{}], []],
	[[{ id: 1, person: '+447700900456' }], ['+447700900456']],
	// A column of another name must stop the broadcast, not let everybody through.
	[[{ id: 1, phone: '+447700900456' }], [undefined]],
] as const)('the campaign’s list of who said stop, %j, is %j', (rows, list) => {
	const { optOutList } = parametersOf('campaign', 'Send the offer');
	expect(evaluate(optOutList, {}, { 'Who said stop': [...rows] })).toEqual(list);
});

test('a number gets one code in ten minutes from the form of the one-time password', () => {
	const { options } = parametersOf('one-time-password', 'Send a code');
	const { messageKey } = isRecord(options) ? options : {};
	const [before, key, after] = [Date.now(), evaluate(messageKey, {}, {}), Date.now()];
	expect([before, after].map((at) => Math.floor(at / 600_000))).toContain(key);
});

/** What n8n makes of an expression for an item, and for a node that has run before. */
function evaluate(expression: unknown, json: IDataObject, before: Record<string, IDataObject[]>) {
	const node = { id: '1', name: 'X', type: 'x', typeVersion: 1, parameters: {} };
	const nodes = ['X', ...Object.keys(before)].map((name, at) => ({
		...{ ...node, id: String(at), name },
		position: [0, 0] as [number, number],
	}));
	const description = { ...new WhatsAppGateway().description, properties: [] };
	const nodeTypes = {
		getByName: () => ({ description }),
		getByNameAndVersion: () => ({ description }),
		getKnownTypes: () => ({}),
	};
	const toX = { main: [[{ node: 'X', type: NodeConnectionTypes.Main, index: 0 }]] };
	const connections = Object.fromEntries(Object.keys(before).map((name) => [name, toX]));
	const workflow = new Workflow({ nodes, connections, active: false, nodeTypes });
	const runData = Object.fromEntries(
		Object.entries(before).map(([name, items]) => [
			name,
			[
				{
					...{ startTime: 0, executionTime: 0, executionIndex: 0, source: [] },
					data: { main: [items.map((one) => ({ json: one }))] },
				},
			],
		]),
	);
	return workflow.expression.getParameterValue(
		expression as string,
		createRunExecutionData({ resultData: { runData } }),
		...([0, 0, 'X'] as const),
		[{ json }],
		'manual',
		{},
	);
}

/** The expression that a node of an example's sets a field to. */
function assigned(example: string, node: string, field: string): unknown {
	const { assignments } = parametersOf(example, node);
	const all = isRecord(assignments) ? recordsOf(assignments['assignments']) : [];
	return all.find(({ name }) => name === field)?.['value'];
}

test('a note for a CRM holds nothing that it shows as a page', () => {
	const form = { 'Website: lead form': [{ body: { interest: '<img src="x"> & more' } }] };
	const fault = { fault: 'recipientInvalid', message: '“<b>1</b>” cannot be a phone number' };
	expect(evaluate(assigned('lead-to-crm', 'What to note', 'note'), fault, form)).toBe(
		'WhatsApp: not sent. “&lt;b&gt;1&lt;/b&gt;” cannot be a phone number',
	);
	expect(evaluate(assigned('lead-to-crm', 'What to note', 'interest'), {}, form)).toBe(
		'&lt;img src="x"&gt; &amp; more',
	);
});

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
