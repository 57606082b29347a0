import { readFileSync } from 'node:fs';

import { compareMessages } from '../../host/examples/expectedMessages';
import { loadExamples } from '../../host/examples/loadExamples';
import { withCredential, type PublishedExample } from '../../host/examples/publishExamples';
import { compareRequests } from '../../host/services/request';
import { receivedRequests } from '../../host/services/serveServices';
import { triggerExample } from '../../host/examples/triggerExample';
import { projectFolder } from '../../host/project';
import { callNodeMethod, nodeType } from '../../host/rest/editorRequests';
import { isRecord, recordsOf } from '../../host/rest/narrow';
import {
	publish,
	savedWorkflow,
	saveWorkflow,
	unpublish,
	type WorkflowFile,
} from '../../host/rest/workflows';
import { openHost, type Host } from './host';

let host: Host;
let examples: PublishedExample[];
beforeAll(async () => {
	host = await openHost();
	examples = await host.examples();
});
beforeEach(async () => await host.reset());

test.each(loadExamples().map(({ name }) => name))(
	'%s sends exactly the expected messages',
	async (name) => {
		const example = examples.find((one) => one.name === name);
		if (!example) throw new Error(`${name} was not published.`);
		const before = (await receivedRequests(host.servicesUrl)).length;
		const execution = await triggerExample(host.rest, host.sandboxUrl, example);
		// Where a workflow keeps no runs, its answers and messages say enough.
		const { mode = 'webhook', status = 'success', message = '' } = execution ?? {};
		expect([mode, status, message]).toEqual(['webhook', 'success', '']);
		const compared = compareMessages(example.expectedMessages, await host.received());
		expect(compared.filter(({ result }) => result !== 'arrived')).toEqual([]);
		expect(compared).toHaveLength(example.expectedMessages.length);
		const requests = (await receivedRequests(host.servicesUrl)).slice(before);
		expect(compareRequests(example.requests, requests)).toEqual([]);
	},
);

test('a recipient that no template can reach leaves by the error output, with the item’s own fields', async () => {
	const example = examples.find(({ name }) => name === 'reply-or-template');
	if (!example) throw new Error('reply-or-template was not published.');
	const execution = await triggerExample(host.rest, host.sandboxUrl, example);
	const items = execution?.outputs('For a person to look at').flat();
	expect(items?.map(({ json }) => json)).toEqual([
		expect.objectContaining({ number: 'V-313', fault: 'recipientInvalid', sent: 'no' }),
	]);
});

test('the examples’ placeholder fields are those that the node returns', async () => {
	const mapped = examples.flatMap(({ workflow: { nodes }, account }) =>
		nodes
			.filter(({ type, parameters }) => type === nodeType && isRecord(parameters['placeholders']))
			.map(({ parameters }) => ({ parameters, credential: account.reference })),
	);
	expect(mapped.length).toBeGreaterThan(0);
	for (const { parameters, credential } of mapped) {
		const { data } = await callNodeMethod(host.rest, 'resource-mapper-fields', {
			path: 'parameters.placeholders',
			methodName: 'getPlaceholders',
			parameters,
			credential,
		});
		const mapper = parameters['placeholders'];
		const saved = recordsOf(isRecord(mapper) ? mapper['schema'] : []);
		const current = recordsOf(isRecord(data) ? data['fields'] : []);
		// Labels may differ: the editor loads them again when the node is opened.
		expect(saved.map(({ id }) => id)).toEqual(current.map(({ id }) => id));
	}
});

// A webhook, a trigger, both, and a form.
test.each(['order-confirmation', 'auto-reply', 'approval-by-tap', 'one-time-password'])(
	'%s can be imported and published beside the demo’s own copy',
	async (name) => {
		const example = examples.find((one) => one.name === name);
		if (!example) throw new Error(`${name} was not published.`);
		const text = readFileSync(`${projectFolder}/examples/${name}.json`, 'utf8');
		const file = withCredential(JSON.parse(text) as WorkflowFile, example.account.reference);
		const imported = await saveWorkflow(host.rest, { ...file, name: `${file.name}, imported` });
		await publish(host.rest, imported);
		const { nodes } = await savedWorkflow(host.rest, imported.id);
		const all = [...recordsOf(example.workflow.nodes), ...recordsOf(nodes)];
		const ids = all.flatMap(({ webhookId }) => webhookId ?? []);
		expect(new Set(ids).size).toBe(ids.length);
		await unpublish(host.rest, imported);
	},
);

test('publishing the examples again updates them and creates no copies', async () => {
	const again = await host.examples();
	expect(again.map(({ saved }) => saved.id)).toEqual(examples.map(({ saved }) => saved.id));
});
