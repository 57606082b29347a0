import type { INode, INodeParameters } from 'n8n-workflow';

import { runItems, runNode } from './engine';
import { text } from './nodeParameters';
import { anna, ben, startSandbox, token, type Sandbox } from './sandboxClient';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(async () => await sandbox.reset());

const run = async (parameters: INodeParameters, items: object[], onError?: INode['onError']) =>
	await runItems(sandbox.credentials, parameters, items, onError);

describe('items that cannot be sent', () => {
	const five = [
		{ phone: anna, text: 'one' },
		{ phone: anna, text: 'two' },
		{ phone: '0171', text: 'three', customer: 'Carl' },
		{ phone: anna, text: 'four' },
		{ phone: ben, text: 'five' },
	];

	test('stop the run before the first message is sent', async () => {
		const { failure } = await run(text(), five);
		expect(failure?.message).toBe('“0171” cannot be a phone number: it has too few digits.');
		expect(failure?.description).toMatch(
			/\. This is about item 3 of 5\. None of the items was sent\. To send the others, set On Error to “Continue \(using error output\)” in the node’s settings\.$/,
		);
		expect((failure as { context?: unknown })?.context).toMatchObject({ itemIndex: 2 });
		expect(await sandbox.delivered()).toEqual([]);
	});

	test('name no other item where there is none that can be sent', async () => {
		const { failure: alone } = await run(text(), five.slice(2, 3));
		expect(alone?.description).not.toMatch(/item|On Error/);
		const { failure: both } = await run(text(), [five[2] ?? {}, five[2] ?? {}]);
		expect(both?.description).toMatch(/ This is about item 1 of 2\. None of the items was sent\.$/);
	});

	test('go to the error output with their own fields, and the others are sent', async () => {
		const { run: result, output } = await run(text(), five, 'continueErrorOutput');
		expect(result.status).toBe('success');
		expect((await sandbox.delivered()).map((message) => message.text)).toEqual([
			'one',
			'two',
			'four',
		]);
		expect(output(0).map(({ pairedItem }) => pairedItem)).toEqual(
			[0, 1, 3].map((item) => ({ item })),
		);
		expect(output(1).map(({ json }) => json)).toEqual([
			expect.objectContaining({
				customer: 'Carl',
				fault: 'recipientInvalid',
				sent: 'no',
				retryable: false,
				to: '0171',
			}),
			expect.objectContaining({
				text: 'five',
				fault: 'windowClosed',
				metaCode: 131047,
				sent: 'no',
				to: ben,
				raw: expect.objectContaining({ error: expect.any(String) }),
			}),
		]);
	});

	test('do not stop the others if the first item’s options cannot be read', async () => {
		const { output } = await run(
			text({ options: { messageKey: '={{ $json.order ?? $("Nowhere").item.json.order }}' } }),
			[
				{ phone: anna, text: 'one' },
				{ phone: anna, text: 'two', order: 'A-2' },
			],
			'continueErrorOutput',
		);
		expect(output(0).map(({ pairedItem }) => pairedItem)).toEqual([{ item: 1 }]);
		expect(output(1).map(({ json }) => json)).toEqual([
			expect.objectContaining({ text: 'one', fault: 'invalidRequest', sent: 'no' }),
		]);
		expect((await sandbox.delivered()).map((message) => message.text)).toEqual(['two']);
	});

	test('are reported separately if an expression fails for one of them', async () => {
		const { output } = await run(
			text({ text: '={{ $json.order ?? $("Nowhere").item.json.order }}' }),
			[{ phone: anna, order: 'A-1' }, { phone: anna }],
			'continueErrorOutput',
		);
		expect((await sandbox.delivered()).map((message) => message.text)).toEqual(['A-1']);
		expect(output(1)[0]?.json).toMatchObject({ fault: 'invalidRequest', sent: 'no', to: anna });
		expect(output(1)[0]?.json['message']).toBe("Referenced node doesn't exist");
	});

	test.each(['continueErrorOutput', 'continueRegularOutput'] as const)(
		'do not make the others fail if the first item’s options cannot be read: %s',
		async (onError) => {
			const key = "={{ $json.text === 'one' ? 'soon'.toDateTime() : 'k' }}";
			const parameters = text({ options: { messageKey: key } });
			const { output } = await run(parameters, five.slice(0, 2), onError);
			const results = [...output(0), ...output(1)].map(
				({ json }) => json['fault'] ?? json['status'],
			);
			expect(results.sort()).toEqual(['invalidRequest', 'sent']);
			expect((await sandbox.delivered()).map(({ body }) => body)).toEqual(['two']);
		},
	);

	test('keep their position among the others with Continue', async () => {
		const { output } = await run(text(), five, 'continueRegularOutput');
		expect(output().map(({ json }) => json['fault'] ?? json['status'])).toEqual([
			'sent',
			'sent',
			'recipientInvalid',
			'sent',
			'windowClosed',
		]);
	});

	test('are not sent again by n8n’s Retry On Fail, and neither are the others', async () => {
		const items = [ben, anna, anna].map((phone, n) => ({ json: { phone, text: `${n}` } }));
		for (const onError of ['continueErrorOutput', 'continueRegularOutput'] as const) {
			await sandbox.reset();
			await runNode({
				parameters: text(),
				credentials: sandbox.credentials,
				items,
				settings: { onError, retryOnFail: true, maxTries: 3, waitBetweenTries: 1 },
			});
			expect((await sandbox.delivered()).map((message) => message.text)).toEqual(['1', '2']);
		}
	});

	test('stop the run if the gateway refuses one, and the failure names how many were sent', async () => {
		const { failure } = await run(text(), [
			{ phone: anna, text: 'one' },
			{ phone: ben, text: 'two' },
			{ phone: ben, text: 'three' },
		]);
		expect(failure?.message).toContain('24 hours');
		expect(failure?.description).toContain(
			' This is about item 2 of 3. 1 of 3 messages was sent, 2 were not sent. Retry in the list of executions sends only those',
		);
	});
});

describe('items of an operation that sends nothing', () => {
	const raw = (path: string): INodeParameters => ({
		...{ resource: 'account', operation: 'rawRequest', options: {} },
		...{ method: 'GET', path },
	});

	test('are said to be processed, not sent, if one of them cannot be read', async () => {
		const { failure } = await run(raw('={{ $json.path }}'), [{ path: '/contacts' }, { path: '' }]);
		expect(failure?.description).toContain('None of the items was processed.');
	});

	test('are counted if they fail', async () => {
		const { failure } = await run(raw('/nothing'), [{}, {}]);
		expect(failure?.description).toMatch(
			/ This is about item 1 of 2\. 0 of 2 items were processed, [12] failed/,
		);
	});
});

test.each(['true', 'TRUE', 1, true])(
	'Preview Only sends nothing if its value is %p, such as from a sheet',
	async (wish) => {
		const parameters = text({ options: { previewOnly: '={{ $json.dry }}' } });
		const { output } = await run(parameters, [{ phone: anna, text: 'Hello', dry: wish }]);
		expect(output()[0]?.json).toMatchObject({ preview: true });
		expect(await sandbox.delivered()).toEqual([]);
	},
);

describe('the access token', () => {
	test('appears nowhere in the data of the run', async () => {
		const good = await run(text(), [{ phone: anna, text: 'one' }]);
		const bad = await run(text(), [{ phone: ben, text: 'two' }], 'continueErrorOutput');
		await sandbox.queueFault({ status: 422, body: { error: `Bad header: Bearer ${token}` } });
		const echoed = await run(text(), [{ phone: anna, text: 'three' }], 'continueErrorOutput');
		expect(echoed.output(1)[0]?.json['message']).toContain('***');
		for (const { run: result } of [good, bad, echoed]) {
			expect(JSON.stringify(result)).not.toContain(token);
		}
	});
});
