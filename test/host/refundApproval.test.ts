import axios from 'axios';

import { loadExamples } from '../../host/examples/loadExamples';
import { withCredential } from '../../host/examples/publishExamples';
import { registerWebhook } from '../../host/examples/userActions';
import { saveModelCredential, withModelCredential } from '../../host/model/modelCredential';
import { serveModel, type ServedModel } from '../../host/model/serveModel';
import { credentialType } from '../../host/rest/credentials';
import { nodeType } from '../../host/rest/editorRequests';
import { executionById, executionIds } from '../../host/rest/executions';
import { publish, saveWorkflow } from '../../host/rest/workflows';
import { anna, openHost, type Host } from './host';
import { waitingRun } from './waitingRuns';

const example = loadExamples().find(({ name }) => name === 'refund-approval');
const ben = '+14155550123';

let host: Host;
let model: ServedModel;
let workflowId: string;
beforeAll(async () => {
	host = await openHost();
	if (example === undefined) throw new Error('There is no such example.');
	model = await serveModel({ rules: example.modelRules });
	const account = host.accounts.find(({ data }) => data['gateway'] === 'xobito');
	if (account === undefined) throw new Error('The sandbox has no Xobito.');
	const reference = account.reference;
	const { nodes } = withCredential(example.workflow, reference);
	const all = nodes.map((node) =>
		node.type === `${nodeType}HitlTool`
			? { ...node, credentials: { [credentialType]: reference } }
			: node,
	);
	const credential = await saveModelCredential(host.rest, model.baseUrl, 'Model of the refunds');
	const saved = await saveWorkflow(host.rest, {
		...example.workflow,
		name: 'Refunds',
		nodes: withModelCredential(all, credential).map((node) =>
			node.webhookId ? { ...node, webhookId: '7d3f0c52-8a14-4c0b-9a57-1e60c2b7a3ff' } : node,
		),
	});
	await publish(host.rest, saved);
	workflowId = saved.id;
	await registerWebhook(host.sandboxUrl, account, `${host.url}/webhook/7d3f0c52-8a14-4c0b-9a57-1e60c2b7a3ff/webhook`);
});
afterAll(async () => await model.close());

const inbound = async (body: object) =>
	await axios.post(`${host.sandboxUrl}/_sandbox/inbound`, { gateway: 'xobito', ...body }, { proxy: false });

async function messagesTo(phone: string) {
	const { data } = await axios.get<{ messages: Array<Record<string, unknown>> }>(
		`${host.sandboxUrl}/_sandbox/messages`,
		{ params: { direction: 'outbound', phone, gateway: 'xobito' }, proxy: false },
	);
	return data.messages;
}

test('explore', async () => {
	const known = await executionIds(host.rest, workflowId);
	await inbound({ phone: ben, text: 'The lamp of order A-1042 came broken, I want my money back.' });
	const id = await waitingRun(host, workflowId, known);
	const question = (await messagesTo(anna)).at(-1);
	console.log(JSON.stringify(question, null, 1));
	const replies = question?.['replies'] as Array<{ id: string; title: string }>;
	await inbound({ phone: anna, tap: { message: question?.['id'], id: replies.find((r) => r.title === 'No refund')?.id } });
	const execution = await executionById(host.rest, id);
	console.log(execution.status, execution.message, JSON.stringify((await messagesTo(ben)).at(-1)), JSON.stringify((await messagesTo(anna)).at(-1)));
	console.log(JSON.stringify(model.requests.at(-1), null, 1));
	const form = await host.rest.request('GET', '/types/nodes.json');
	const hitl = (form as Array<Record<string, unknown>>).find((n) => n['name'] === `${nodeType}HitlTool`);
	require('fs').writeFileSync('/tmp/hitl.json', JSON.stringify(hitl, null, 1));
});
