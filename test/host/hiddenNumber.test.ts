import axios from 'axios';

import { withCredential } from '../../host/examples/publishExamples';
import type { SavedAccount } from '../../host/rest/credentials';
import { nodeType } from '../../host/rest/editorRequests';
import { publish, saveWorkflow, unpublish, type WorkflowNode } from '../../host/rest/workflows';
import { openHost, type Host } from './host';
import { runsOf, triggerWorkflow } from './incoming';

/** A phone of the sandbox whose user never wrote. */
const chloe = '+447700900456';

let host: Host;
let account: SavedAccount;
beforeAll(async () => {
	host = await openHost();
	const found = host.accounts.find(({ data }) => data['gateway'] === 'metaCloud');
	if (found === undefined) throw new Error('The sandbox has no gateway metaCloud.');
	account = found;
});
beforeEach(async () => await host.reset());
// Other test files expect the examples' webhooks.
afterAll(async () => void (await host.examples()));

const answer = (name: string, parameters: WorkflowNode['parameters']): WorkflowNode => ({
	id: name,
	name,
	type: nodeType,
	typeVersion: 1,
	position: [300, 0],
	parameters: {
		resource: 'message',
		to: '={{ $json.contact.id }}',
		options: {},
		...parameters,
	},
});

const toButtons = answer('Ask', {
	operation: 'sendInteractive',
	interactiveType: 'buttons',
	specifyMessage: 'json',
	messageJson: '{"body": "Shall we?", "buttons": [{"id": "yes", "title": "Yes"}]}',
});
const toTemplate = answer('Confirm', {
	operation: 'sendTemplate',
	template: { __rl: true, mode: 'name', value: 'order_confirmation' },
	language: 'en',
	specifyPlaceholders: 'json',
	valuesJson: '["Chloe", "A-1", "5 €"]',
});

const link = (node: string) => [{ node, type: 'main' as const, index: 0 }];

test('a person whose number is hidden writes, is answered, taps, and gets a template', async () => {
	const parameters = {
		events: ['message', 'reply'],
		splitOutputs: true,
		options: { takeOver: 'always' },
	};
	const { nodes, ...workflow } = triggerWorkflow('Hidden person', parameters);
	const file = {
		...workflow,
		nodes: [...nodes, toButtons, toTemplate],
		connections: { Trigger: { main: [link('Confirm'), link('Ask')] } },
	};
	const saved = await saveWorkflow(host.rest, withCredential(file, account.reference));
	await publish(host.rest, saved);
	const write = async (body: object) =>
		await axios.post(
			`${host.sandboxUrl}/_sandbox/inbound`,
			{ phone: chloe, gateway: 'metaCloud', hidden: true, ...body },
			{ proxy: false },
		);
	const received = async () => {
		const { data } = await axios.get<{ messages: Array<Record<string, unknown>> }>(
			`${host.sandboxUrl}/_sandbox/messages`,
			{ params: { direction: 'outbound', phone: chloe, gateway: 'metaCloud' }, proxy: false },
		);
		return data.messages;
	};
	await write({ text: 'Hello' });
	expect(await runsOf(host.rest, saved.id, 1)).toBe(1);
	const [question] = await received();
	expect(question).toMatchObject({
		body: 'Shall we?',
		hiddenAs: expect.stringMatching(/^GB\.\d+$/),
	});
	await write({ tap: { message: question?.['id'], id: 'yes' } });
	expect(await runsOf(host.rest, saved.id, 2)).toBe(2);
	expect(await received()).toMatchObject([
		{ body: 'Shall we?' },
		{ kind: 'template', template: { name: 'order_confirmation' } },
	]);
	await unpublish(host.rest, saved);
});
