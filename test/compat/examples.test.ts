import {
	compareMessages,
	receivedMessages,
	resetSandbox,
} from '../../host/examples/expectedMessages';
import { loadExamples } from '../../host/examples/loadExamples';
import {
	publishExample,
	supportsExample,
	type Addresses,
} from '../../host/examples/publishExamples';
import { triggerExample } from '../../host/examples/triggerExample';
import { serveModel } from '../../host/model/serveModel';
import { HostFault } from '../../host/fault';
import { executionById, executionIds } from '../../host/rest/executions';
import type { Rest } from '../../host/rest/rest';
import { recordsOf } from '../../host/rest/narrow';
import { serveServices } from '../../host/services/serveServices';
import { unpublish, type WorkflowNode } from '../../host/rest/workflows';
import type { Listening } from '../../host/server/listen';
import type { TestServer } from '../faults/server/testServer';
import { openCompatServer } from './compatServer';
import { feature } from './features';

const examples = loadExamples();

let server: TestServer;
/** The versions of each node that this n8n has, by the node's type. */
let known: ReadonlyMap<string, readonly unknown[]>;
let services: Listening;
let model: Awaited<ReturnType<typeof serveModel>>;
let addresses: Addresses;
beforeAll(async () => {
	server = await openCompatServer();
	const types = recordsOf(await server.rest.request('GET', '/types/nodes.json'));
	const versions = new Map<string, unknown[]>();
	for (const { name, version } of types) {
		versions.set(String(name), [...(versions.get(String(name)) ?? []), version].flat());
	}
	known = versions;
	services = await serveServices();
	model = await serveModel({ rules: examples.flatMap(({ model: rules }) => rules) });
	const { url, sandboxUrl } = server;
	addresses = {
		...{ url, sandboxUrl, modelUrl: model.baseUrl },
		servicesUrl: services.url,
	};
});
afterAll(async () => {
	await server?.close();
	await services?.close();
	await model?.close();
});

/** Whether this n8n has a node in the version that an example was made with. */
function isKnown({ type, typeVersion }: WorkflowNode): boolean {
	return known.get(type)?.includes(typeVersion) === true;
}

for (const example of examples) {
	feature(`Example ${example.name}`, async () => {
		const { rest, sandboxUrl, accounts } = server;
		const account = accounts.find(
			(one) =>
				supportsExample(one, example) &&
				(example.demo.gateways ?? [one.data['gateway']])[0] === one.data['gateway'],
		);
		if (account === undefined) throw new Error(`No gateway carries ${example.name}.`);
		const missing = example.workflow.nodes.find((node) => !isKnown(node));
		if (missing !== undefined) {
			return `This n8n has no node ${missing.type.replace(/^.*\./, '')} ${missing.typeVersion}.`;
		}
		const published = await publishExample(rest, addresses, example, account);
		try {
			await resetSandbox(sandboxUrl);
			const execution = await triggerExample(rest, sandboxUrl, published);
			const received = await receivedMessages(sandboxUrl);
			const { status = 'success', message = '' } = execution ?? {};
			if (status !== 'success') return message;
			const wrong = compareMessages(example.expectedMessages, received);
			const isAsExpected = wrong.every(({ result }) => result === 'arrived');
			return isAsExpected ? undefined : 'Other messages arrive than in the newest n8n.';
		} catch (reason) {
			// A run that ended before its message is why that message has not arrived.
			const said =
				reason instanceof HostFault ? await refusalOf(rest, published.saved.id) : undefined;
			if (said === undefined) throw reason;
			return said;
		} finally {
			// One workflow receives at a time: the next example has the number to itself.
			await unpublish(rest, published.saved);
		}
	});
}

/** Why a run of the workflow failed; `undefined` where none did. */
async function refusalOf(rest: Rest, workflowId: string): Promise<string | undefined> {
	for (const id of await executionIds(rest, workflowId)) {
		const { status, message } = await executionById(rest, id);
		if (status === 'error') return message;
	}
	return undefined;
}
