import type { INodeParameters } from 'n8n-workflow';

import { operations } from '../../nodes/WhatsAppGateway/operations';
import { outputShapes } from '../../nodes/WhatsAppGateway/operations/output/shapes';
import { toolDescriptions } from '../../nodes/WhatsAppGateway/operations/toolDescriptions';
import { callToolOf, type ToolArguments } from './callTool';
import { nodeName, nodeType, runNode } from './engine';
import { templateJson, text } from './nodeParameters';
import { anna, ben, startSandbox, token, type Sandbox } from './sandboxClient';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(async () => await sandbox.reset());

const item = (phone: string) => [{ json: { phone, text: 'Hello' } }];

const callTool = async (...call: ToolArguments) => await callToolOf(sandbox, ...call);

describe('what the agent gets of a message that was sent', () => {
	test('at most ten fields without the gateway’s own answer, where nothing else is chosen', async () => {
		const { answers } = await callTool(text());
		expect(answers).toEqual([
			{
				to: anna,
				userId: null,
				sentAs: 'text',
				status: 'sent',
				messageId: null,
				whatsappMessageId: expect.stringMatching(/^wamid\./),
				replayed: false,
				sentAt: expect.any(String),
			},
		]);
	});

	test('everything with Raw, and the chosen ones with Selected Fields', async () => {
		const raw = await callTool(text({ output: 'raw' }));
		expect(raw.answers[0]).toHaveProperty('raw.messaging_product', 'whatsapp');
		const outputFields = ['status', 'raw'];
		const selected = await callTool(text({ output: 'selected', outputFields }));
		expect(Object.keys(selected.answers[0] ?? {})).toEqual(['status', 'raw']);
	});

	test('a field that there is not is refused before anything is sent', async () => {
		const { answers } = await callTool(text({ output: 'selected', outputFields: ['state'] }));
		expect(answers).toMatchObject([
			{ sent: 'no', fault: 'invalidRequest', message: 'The output has no field state.' },
		]);
		expect(await sandbox.delivered()).toEqual([]);
	});

	test('the preview of a message stays whole', async () => {
		const { answers } = await callTool(text({ options: { previewOnly: true } }));
		expect(answers).toMatchObject([{ preview: true, to: anna, body: 'Hello' }]);
	});

	test('the node itself puts out what it always did', async () => {
		const { output } = await runNode({
			parameters: text(),
			credentials: sandbox.account('metaCloud'),
			items: item(anna),
		});
		expect(Object.keys(output()[0]?.json ?? {})).toHaveLength(18);
		const { output: simplified } = await runNode({
			parameters: text({ output: 'simplified' }),
			credentials: sandbox.account('metaCloud'),
			items: item(anna),
		});
		expect(Object.keys(simplified()[0]?.json ?? {})).toHaveLength(8);
	});

	test('a receipt that says failed still counts as not sent', async () => {
		const { output } = await runNode({
			parameters: text({
				ifWindowClosed: 'outputAsNotDelivered',
				output: 'selected',
				outputFields: ['to'],
			}),
			credentials: sandbox.account('metaCloud'),
			items: [...item(ben), ...item(anna)],
		});
		expect(output().map(({ json }) => json)).toMatchObject([
			{ to: ben, fault: 'windowClosed' },
			{ to: anna },
		]);
	});
});

describe('what the agent gets of a message that was refused', () => {
	test.each<[string, INodeParameters, object, object]>([
		[
			'a number that cannot be read',
			text(),
			{ phone: '12', text: 'Hello' },
			{ sent: 'no', fault: 'recipientInvalid', to: '12', hint: expect.stringContaining('country') },
		],
		[
			'two numbers in one field',
			text(),
			{ phone: `${anna}, ${ben}`, text: 'Hello' },
			{ sent: 'no', fault: 'recipientInvalid' },
		],
		[
			'an argument that is missing',
			text(),
			{ phone: anna },
			{ sent: 'no', fault: 'invalidRequest', message: expect.stringContaining('Text is empty') },
		],
		[
			'a closed window',
			text(),
			{ phone: ben, text: 'Hello' },
			{ sent: 'no', fault: 'windowClosed', hint: expect.stringContaining('approved template') },
		],
		[
			'values that do not fit the template',
			templateJson('order_confirmation', { 1: 'Anna', 9: 'x' }),
			{ phone: anna },
			{ fault: 'templateParameters', expected: ['1', '2', '3'], missing: ['2', '3'] },
		],
		[
			'a template that there is not',
			templateJson('nothing_like_this', {}),
			{ phone: anna },
			{ fault: 'templateNotFound', hint: expect.stringMatching(/\w/) },
		],
		[
			'an expression that fails',
			text({ text: '={{ $json.text.nothing.at.all }}', to: '={{ $("Nobody").item }}' }),
			{ phone: anna },
			{ fault: 'invalidRequest', sent: 'no' },
		],
	])('%s: an answer that says what to do', async (_case, parameters, json, answer) => {
		const { answers, failure } = await callTool(parameters, json);
		expect(failure).toBeUndefined();
		expect(answers).toHaveLength(1);
		expect(answers[0]).toMatchObject(answer);
		expect(Object.keys(answers[0] ?? {}).length).toBeLessThanOrEqual(10);
		expect(answers[0]).not.toHaveProperty('raw');
		expect(await sandbox.delivered()).toEqual([]);
	});

	test('an unknown outcome says not to send again', async () => {
		await sandbox.queueFault({ gateway: 'metaCloud', status: 502, body: {}, times: 3 });
		const { answers } = await callTool(text());
		expect(answers).toMatchObject([
			{ sent: 'unknown', hint: expect.stringContaining('do not send it again') },
		]);
	});

	test('a wrong token is not shown, and the agent is not to try again', async () => {
		const { output } = await runNode({
			parameters: text(),
			credentials: { ...sandbox.account('qyvo'), accessToken: `${token}-x` },
			items: item(anna),
			settings: { type: `${nodeName}Tool` },
		});
		expect(output()[0]?.json).toMatchObject({ fault: 'invalidCredential', sent: 'no' });
		expect(JSON.stringify(output())).not.toContain(token);
	});

	test('with On Error set to Stop, the run stops as before', async () => {
		const { failure } = await callTool(
			text(),
			{ phone: '12', text: 'x' },
			{ onError: 'stopWorkflow' },
		);
		expect(failure?.message).toContain('too few digits');
	});
});

describe('the form of the tool', () => {
	const properties = nodeType.description.properties;

	test('each operation but the one that asks a person tells a model what it does', () => {
		const named = operations
			.filter(({ value }) => value !== 'sendAndWait')
			.map(({ resource, value }) => `${resource}:${value}`);
		expect(Object.keys(toolDescriptions).sort()).toEqual([...named].sort());
		for (const words of Object.values(toolDescriptions)) expect(words.length).toBeLessThan(1000);
	});

	test('what cannot be taken back is done only by order', () => {
		const deleting = Object.keys(toolDescriptions).filter((name) => {
			const [, operation = ''] = name.split(':');
			return /^(?:delete(?!Many$)|remove(?!Label$)|changeStatus$)/.test(operation);
		});
		expect(deleting).toHaveLength(11);
		for (const name of deleting) {
			expect(`${name}: ${toolDescriptions[name]}`).toContain('Do it only if you were asked to.');
		}
	});

	test('fields of a tool alone are hidden from the node', () => {
		const own = properties.filter(({ name }) => name === 'toolDescription');
		expect(own.length).toBeGreaterThan(0);
		for (const { displayOptions } of own) expect(displayOptions?.show?.['@tool']).toEqual([true]);
	});

	test.each([
		['media', 'upload', 'uploadSource', 'binary', 'choose URL'],
		['message', 'sendMedia', 'mediaSource', 'binary', 'choose URL'],
		['message', 'sendToMany', 'people', 'items', 'Choose List'],
	])('%s: %s says which choice does not suit a tool', (resource, operation, name, value, text) => {
		const notices = properties.filter(
			({ type, displayOptions: { show } = {} }) =>
				type === 'notice' &&
				show?.['resource']?.includes(resource) &&
				show['operation']?.includes(operation) &&
				show['@tool']?.includes(true) &&
				show[name]?.includes(value),
		);
		expect(notices.map(({ displayName }) => displayName)).toEqual([expect.stringContaining(text)]);
	});

	test('a template’s values are one JSON for a model, and fields for a person', () => {
		const choices = properties.filter(({ name }) => name === 'specifyPlaceholders');
		const defaults = choices.map(({ default: value, displayOptions: shown }) => [
			shown?.show?.['@tool']?.[0],
			value,
		]);
		expect(new Map(defaults as Array<[boolean, string]>)).toEqual(
			new Map([
				[false, 'fields'],
				[true, 'json'],
			]),
		);
	});

	test('no output names a field twice', () => {
		for (const { fields, simplified } of Object.values(outputShapes)) {
			expect(fields).toEqual([...new Set(fields)]);
			expect(simplified).toEqual([...new Set(simplified)]);
		}
	});

	test('simplified outputs have at most ten fields, each of which exists', () => {
		for (const { fields, simplified } of Object.values(outputShapes)) {
			expect(simplified.length).toBeLessThanOrEqual(10);
			expect(simplified.filter((name) => !fields.includes(name) || name === 'raw')).toEqual([]);
		}
	});
});
