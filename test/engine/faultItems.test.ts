import type { IDataObject, INode } from 'n8n-workflow';

import { runItems, runNode } from './engine';
import { text } from './nodeParameters';
import { anna, ben, startSandbox, type Sandbox } from './sandboxClient';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(async () => await sandbox.reset());

type OnError = Exclude<INode['onError'], undefined | 'stopWorkflow'>;
const ways: ReadonlyArray<[OnError, number]> = [
	['continueErrorOutput', 1],
	['continueRegularOutput', 0],
];

describe.each(ways)('an item that failed, with %s', (onError, output) => {
	const fail = async (item: object, to = ben, more = {}) => {
		const parameters = text({ to, text: 'Hello', ...more });
		const run = await runItems(sandbox.credentials, parameters, [item], onError);
		return run.output(output)[0]?.json ?? {};
	};

	/** The receipt of a message to Anna, as the next node gets it. */
	const receipt = async () => {
		const { output: outputs } = await runItems(sandbox.credentials, text(), [
			{ phone: anna, text: 'first' },
		]);
		return outputs()[0]?.json ?? {};
	};

	test('does not look like the receipt of the node before', async () => {
		const earlier = await receipt();
		expect(earlier).toMatchObject({ status: 'sent', to: anna, messageId: expect.any(String) });
		const item = await fail(earlier);
		expect(item).toMatchObject({ fault: 'windowClosed', status: 'failed', sent: 'no', to: ben });
		const { to, raw, status, replacedInput, ...others } = item;
		expect({ to, status, raw }).toMatchObject({ to: ben, status: 'failed' });
		const names = Object.keys(earlier).filter((name) => name in others);
		expect(names.map((name) => [name, others[name]])).toEqual(names.map((name) => [name, null]));
		expect(replacedInput).toEqual(earlier);
	});

	test('keeps the user’s own fields, and those that it replaces stand apart', async () => {
		const order = { order: 'A-1', kind: 'gift', gateway: 'north', attempts: 3, userId: 7 };
		const item = await fail({ ...order, status: 'paid', message: 'Ring twice' });
		expect(item).toMatchObject({
			...order,
			fault: 'windowClosed',
			status: 'failed',
			replacedInput: { status: 'paid', message: 'Ring twice' },
		});
		expect((await fail({ order: 'A-1' }))['replacedInput']).toBeNull();
	});

	test('keeps what came first where it fails again and again', async () => {
		const earlier = await receipt();
		let item: IDataObject = { ...earlier, order: 'A-1' };
		for (let round = 0; round < 3; round++) item = await fail(item);
		expect(item['replacedInput']).toEqual(earlier);
		expect(item['order']).toBe('A-1');
		expect(JSON.stringify(item).match(/replacedInput/g)).toHaveLength(1);
	});

	test('says unknown where it may have been sent', async () => {
		const earlier = await receipt();
		await sandbox.queueFault({ status: 502, body: 'Bad Gateway' });
		expect(await fail(earlier, anna)).toMatchObject({
			fault: 'unknownOutcome',
			sent: 'unknown',
			status: 'unknown',
			messageId: null,
		});
	});

	test('says failed as well if it could not even be read', async () => {
		expect(await fail(await receipt(), '0171')).toMatchObject({
			fault: 'recipientInvalid',
			status: 'failed',
			to: '0171',
			messageId: null,
		});
	});

	test('of an operation that sends nothing says nothing of a message', async () => {
		const parameters = { resource: 'message', operation: 'getStatus', messageId: 'x', options: {} };
		const run = await runItems(sandbox.credentials, parameters, [{ order: 'A-1' }], onError);
		const item = run.output(output)[0]?.json ?? {};
		expect(item).toMatchObject({ order: 'A-1', fault: 'unsupported' });
		expect('status' in item).toBe(false);
		const next = await runItems(sandbox.credentials, parameters, [await receipt()], onError);
		expect(next.output(output)[0]?.json).toMatchObject({ fault: 'unsupported', status: null });
	});

	test.each([
		['update', 'qyvo'],
		['addLabel', 'qyvo'],
		['removeLabel', 'qyvo'],
		['delete', 'xobito'],
	])(
		'of a contact that %s of %s does not find names it as it was entered',
		async (operation, id) => {
			for (const contact of ['+491713920777', '8c6f4c1e-0000-4000-8000-000000000000']) {
				const parameters = {
					...{ resource: 'contact', operation, contact, options: {} },
					...{ label: 'vip', updateFields: { name: 'Dora' } },
				};
				const run = await runItems(sandbox.account(id), parameters, [{}], onError);
				expect(run.output(output)[0]?.json).toMatchObject({ fault: 'notFound', to: contact });
			}
		},
	);

	test('with an error of another node in it does not make n8n send the others again', async () => {
		const items = [
			{ json: { phone: ben, text: 'one', error: 'of a node before' } },
			{ json: { phone: anna, text: 'two' } },
		];
		const settings = { onError, retryOnFail: true, maxTries: 2, waitBetweenTries: 1 };
		const { credentials } = sandbox;
		const run = await runNode({ parameters: text(), credentials, items, settings });
		expect(await sandbox.delivered()).toHaveLength(1);
		const failed = [...run.output(0), ...run.output(1)].find(({ json }) => json['fault']);
		expect(failed?.json['replacedInput']).toMatchObject({ error: 'of a node before' });
	});
});
