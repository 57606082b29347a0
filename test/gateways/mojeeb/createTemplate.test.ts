import type { INodeParameters } from 'n8n-workflow';

import { runNode } from '../../engine/engine';
import { startSandbox, type Sandbox } from '../../engine/sandboxClient';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(async () => await sandbox.reset());

const connection = '3f0c2a1e-8d4b-4b7a-9c55-1e2d3c4b5a69';

async function create(more: INodeParameters, connectionId = connection, gateway = 'mojeeb') {
	const { output } = await runNode({
		parameters: {
			resource: 'template',
			operation: 'create',
			templateName: 'parcel_left',
			language: 'en',
			category: 'UTILITY',
			specifyContent: 'json',
			componentsJson: '[{"type": "BODY", "text": "Your parcel has left."}]',
			options: {},
			...more,
		},
		credentials: { ...sandbox.account(gateway), connectionId },
		settings: { onError: 'continueErrorOutput' },
	});
	return { json: output()[0]?.json, fault: output(1)[0]?.json };
}

test('a template is submitted and waits for the review', async () => {
	expect((await create({})).json).toMatchObject({
		name: 'parcel_left',
		language: 'en',
		category: 'UTILITY',
		status: 'pending',
	});
	expect((await create({})).fault).toMatchObject({
		fault: 'invalidRequest',
		fields: { name: ['This name is already used in this language.'] },
	});
});

test.each([
	['a rejection by WhatsApp', '[{"type": "BODY", "text": "Our lottery."}]', 'contentRejected'],
	['a placeholder without a sample', '[{"type": "BODY", "text": "Hi {{1}}."}]', 'invalidRequest'],
	['no list', '{"type": "BODY"}', 'invalidRequest'],
	['no JSON', '[', 'invalidRequest'],
	['an empty list', '[]', 'invalidRequest'],
])('%s is said in a sentence', async (_what, componentsJson, fault) => {
	expect((await create({ componentsJson })).fault).toMatchObject({
		fault,
		message: expect.stringMatching(/\.$/),
	});
});

test('without a Connection ID nothing is asked, above all not what sends a template', async () => {
	expect((await create({}, '')).fault).toMatchObject({ fault: 'notConfigured' });
	expect(await sandbox.requests()).toEqual([]);
});

test('another gateway says that it cannot', async () => {
	expect((await create({}, '', 'qyvo')).fault).toMatchObject({
		fault: 'unsupported',
		message: 'Qyvo cannot create templates.',
	});
});
