import axios from 'axios';

import { executionIds, newExecution, runManually } from '../../host/rest/executions';
import { anna, manualWorkflow, openHost, sendText, webhookWorkflow, type Host } from './host';

let host: Host;
beforeAll(async () => {
	host = await openHost();
});
beforeEach(async () => await host.reset());

test('the editor’s Execute button sends, and gives one receipt for each item', async () => {
	const workflow = manualWorkflow(
		'Manual run',
		[{ phone: '0171 3920012', word: 'one' }],
		sendText('=Word {{ $json.word }}'),
	);
	const { id } = await host.save(workflow);
	const execution = await runManually(host.rest, id, 'Start');
	expect(execution.status).toBe('success');
	expect(execution.outputs('Send')[0]?.map(({ json }) => json)).toEqual([
		expect.objectContaining({ gateway: 'qyvo', to: anna, kind: 'text', replayed: false }),
	]);
	expect(await host.received()).toEqual([{ phone: anna, kind: 'text', text: 'Word one' }]);
});

test('a published webhook sends what is posted to it, not what is pinned on it', async () => {
	const node = sendText('={{ $json.body.text }}');
	const workflow = {
		...webhookWorkflow('Production run', 'production-run', {
			...node,
			parameters: { ...node.parameters, to: '={{ $json.body.phone }}' },
		}),
		pinData: { Hook: [{ json: { body: { phone: anna, text: 'pinned' } } }] },
	};
	const served = await host.serve(workflow, 'production-run');
	const { status, data } = await axios.post<Record<string, unknown>>(
		served.address,
		{ phone: anna, text: 'posted' },
		{ proxy: false },
	);
	expect([status, data['to'], data['status']]).toEqual([200, anna, 'sent']);
	const execution = await newExecution(host.rest, served.id, []);
	expect([execution.mode, execution.status]).toEqual(['webhook', 'success']);
	expect((await host.received()).map(({ text }) => text)).toEqual(['posted']);
});

test('an item that cannot be sent leaves by the error output; the others arrive in order', async () => {
	const items = [1, 2, 3, 4, 5].map((number) => ({
		number,
		phone: number === 3 ? 'see notes' : '+49 171 3920012',
	}));
	const workflow = manualWorkflow(
		'Third of five fails',
		items,
		sendText('=Number {{ $json.number }}', { onError: 'continueErrorOutput' }),
	);
	const { id } = await host.save(workflow);
	const execution = await runManually(host.rest, id, 'Start');
	expect(execution.status).toBe('success');

	const [sent = [], failed = []] = execution.outputs('Send');
	expect(sent.map(({ json }) => json['to'])).toEqual([anna, anna, anna, anna]);
	expect(sent.map(({ pairedItem }) => pairedItem)).toEqual(
		[0, 1, 3, 4].map((item) => expect.objectContaining({ item })),
	);
	expect(failed).toHaveLength(1);
	expect(failed[0]?.json).toMatchObject({ number: 3, fault: 'recipientInvalid', sent: 'no' });
	expect(failed[0]?.pairedItem).toEqual(expect.objectContaining({ item: 2 }));
	expect((await host.received()).map(({ text }) => text)).toEqual(
		[1, 2, 4, 5].map((number) => `Number ${number}`),
	);
});

test('without an error output the run stops with the sentence and names the item', async () => {
	const items = [{ phone: anna }, { phone: 'see notes' }];
	const { id } = await host.save(manualWorkflow('Stops', items, sendText('Hello')));
	const execution = await runManually(host.rest, id, 'Start');
	expect(execution.status).toBe('error');
	expect(execution.message).toContain('see notes');
	expect(execution.stored).toContain('itemIndex');
	expect(await executionIds(host.rest, id)).toHaveLength(1);
});
