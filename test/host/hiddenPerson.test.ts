import axios from 'axios';
import { setTimeout as sleep } from 'node:timers/promises';

import { withCredential } from '../../host/examples/publishExamples';
import { nodeType, triggerType } from '../../host/rest/editorRequests';
import { isRecord, recordsOf } from '../../host/rest/narrow';
import { executionById, executionIds } from '../../host/rest/executions';
import { publish, saveWorkflow, unpublish, type WorkflowFile } from '../../host/rest/workflows';
import { anna, openHost, type Host } from './host';
import { runsOf } from './incoming';

let host: Host;
beforeAll(async () => {
	host = await openHost();
	await host.reset();
});
// Other test files expect the examples' webhooks.
afterAll(async () => void (await host.examples()));

/** Meta's trigger, which answers a message with a question, and a tapped button with a template. */
const workflow: WorkflowFile = {
	name: 'A person without a number',
	nodes: [
		{
			id: 'trigger',
			name: 'Trigger',
			type: triggerType,
			typeVersion: 1,
			position: [0, 0],
			webhookId: '11111111-0000-4000-8000-00000000b51d',
			parameters: { events: ['reply', 'message'], splitOutputs: true },
		},
		{
			id: 'ask',
			name: 'Ask',
			type: nodeType,
			typeVersion: 1,
			position: [200, 100],
			parameters: {
				resource: 'message',
				operation: 'sendInteractive',
				to: '={{ $json.contact.id }}',
				interactiveType: 'buttons',
				specifyMessage: 'json',
				messageJson: '{"body": "Shall we remind you?", "buttons": ["Yes", "No"]}',
				options: {},
			},
		},
		{
			id: 'remind',
			name: 'Remind',
			type: nodeType,
			typeVersion: 1,
			position: [200, -100],
			parameters: {
				resource: 'message',
				operation: 'sendTemplate',
				to: '={{ $json.contact.userId }}',
				template: { mode: 'name', value: 'appointment_reminder' },
				language: 'en',
				specifyPlaceholders: 'json',
				valuesJson: '{"first_name": "Anna", "date": "3 May", "time": "09:00"}',
				options: {},
			},
		},
	],
	connections: {
		Trigger: {
			main: [
				[{ node: 'Remind', type: 'main', index: 0 }],
				[{ node: 'Ask', type: 'main', index: 0 }],
			],
		},
	},
	settings: { executionOrder: 'v1', saveDataSuccessExecution: 'all' },
};

/** What the person does at the phone. */
async function act(action: object): Promise<void> {
	const body = { phone: anna, gateway: 'metaCloud', hidden: true, ...action };
	await axios.post(`${host.sandboxUrl}/_sandbox/inbound`, body, { proxy: false });
}

/** The newest message to the phone, once there are so many. */
async function newestMessage(count: number): Promise<Record<string, unknown>> {
	for (let tries = 0; tries < 150; tries++) {
		const { data } = await axios.get<unknown>(`${host.sandboxUrl}/_sandbox/messages`, {
			params: { direction: 'outbound', phone: anna, gateway: 'metaCloud' },
			proxy: false,
		});
		const messages = recordsOf(isRecord(data) ? data['messages'] : []);
		if (messages.length >= count) return messages.at(-1) ?? {};
		await sleep(200);
	}
	throw new Error(`The phone never had ${count} messages.`);
}

/** The receipt that a node of the newest run gave. */
async function receiptOf(workflowId: string, node: string) {
	const [id = ''] = await executionIds(host.rest, workflowId);
	return (await executionById(host.rest, id)).outputs(node)[0]?.[0]?.json;
}

test('a person without a number writes, is answered, taps a button and gets a template', async () => {
	const account = host.accounts.find(({ data }) => data['gateway'] === 'metaCloud');
	if (account === undefined) throw new Error('The sandbox has no gateway metaCloud.');
	const saved = await saveWorkflow(host.rest, withCredential(workflow, account.reference));
	await publish(host.rest, saved);

	await act({ text: 'Hello' });
	const question = await newestMessage(1);
	expect(question).toMatchObject({ kind: 'buttons', body: 'Shall we remind you?' });
	expect(await runsOf(host.rest, saved.id, 1)).toBe(1);
	expect(await receiptOf(saved.id, 'Ask')).toMatchObject({
		to: null,
		userId: expect.stringMatching(/^DE\.[A-Za-z0-9]+$/),
		status: 'sent',
	});

	const [yes] = recordsOf(question['replies']);
	await act({ tap: { message: question['id'], id: yes?.['id'] } });
	expect(await newestMessage(2)).toMatchObject({
		kind: 'template',
		template: { name: 'appointment_reminder', language: 'en' },
	});
	expect(await runsOf(host.rest, saved.id, 2)).toBe(2);
	expect(await receiptOf(saved.id, 'Remind')).toMatchObject({ to: null, kind: 'template' });
	await unpublish(host.rest, saved);
});
