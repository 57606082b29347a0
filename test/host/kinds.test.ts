import axios from 'axios';

import { withCredential } from '../../host/examples/publishExamples';
import { saveCredential } from '../../host/rest/credentials';
import { nodeType } from '../../host/rest/editorRequests';
import { runManually } from '../../host/rest/executions';
import { saveWorkflow, type WorkflowFile } from '../../host/rest/workflows';
import type { Kind } from '../../nodes/WhatsAppGateway/core/message';
import { gateways } from '../../nodes/WhatsAppGateway/gateways';
import { exampleMessages } from '../engine/exampleMessages';
import { anna, openHost, type Host } from './host';

let host: Host;
beforeAll(async () => {
	host = await openHost();
});
beforeEach(async () => await host.reset());

const names = Object.keys(exampleMessages) as Kind[];

/** Manual trigger → one item with a received message → one node for each kind. */
function workflow(wamid: string): WorkflowFile {
	const common = { position: [0, 0] as const, typeVersion: 1 };
	const item = JSON.stringify([{ json: { wamid } }]);
	return {
		name: 'Every kind',
		nodes: [
			{
				...common,
				id: 'start',
				name: 'Start',
				type: 'n8n-nodes-base.manualTrigger',
				parameters: {},
			},
			{
				...common,
				id: 'items',
				name: 'Items',
				type: 'n8n-nodes-base.code',
				typeVersion: 2,
				parameters: { jsCode: `return ${item};` },
			},
			...names.map((kind) => ({
				...common,
				id: kind,
				name: kind,
				type: nodeType,
				parameters: exampleMessages[kind].parameters,
				onError: 'continueErrorOutput',
			})),
		],
		connections: {
			Start: { main: [[{ node: 'Items', type: 'main', index: 0 }]] },
			Items: { main: [names.map((node) => ({ node, type: 'main', index: 0 }))] },
		},
		settings: { executionOrder: 'v1' },
	};
}

async function lastWamid(gateway: unknown): Promise<string> {
	const { data } = await axios.get<{ messages: Array<{ whatsappMessageId: string }> }>(
		`${host.sandboxUrl}/_sandbox/messages`,
		{ params: { direction: 'inbound', gateway, phone: anna }, proxy: false },
	);
	return data.messages.at(-1)?.whatsappMessageId ?? '';
}

test('with every credential, each kind of one workflow arrives as the recipient sees it, or is refused', async () => {
	for (const { name, data } of host.accounts) {
		await host.reset();
		const gateway = gateways.find(({ id }) => id === data['gateway']);
		const credential = await saveCredential(host.rest, name, data);
		const file = withCredential(workflow(await lastWamid(data['gateway'])), credential);
		const { id } = await saveWorkflow(host.rest, file);
		const execution = await runManually(host.rest, id, 'Start');
		expect([name, execution.status]).toEqual([name, 'success']);
		const supported = names.filter((kind) => gateway && kind in gateway.send);
		for (const kind of names) {
			const [sent = [], failed = []] = execution.outputs(kind);
			const seen = [name, kind, sent.length, failed[0]?.json['fault'] ?? null];
			expect(seen).toEqual(
				supported.includes(kind) ? [name, kind, 1, null] : [name, kind, 0, 'unsupported'],
			);
		}
		const arrived = (await host.received()).map(({ phone, kind, text }) => [phone, kind, text]);
		const expected = supported.map((kind) => {
			const shown = {
				kind,
				header: null,
				footer: null,
				...exampleMessages[kind].shown,
			};
			const parts = [shown.header, shown.body, shown.footer];
			return [anna, shown.kind, parts.filter((part) => part !== null && part !== '').join('\n')];
		});
		expect([name, arrived.sort()]).toEqual([name, expected.sort()]);
	}
});
