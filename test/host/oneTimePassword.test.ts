import axios from 'axios';

import { saveCredential } from '../../host/rest/credentials';
import { nodeType } from '../../host/rest/editorRequests';
import { executionById, executionIds } from '../../host/rest/executions';
import { withCredential } from '../../host/examples/publishExamples';
import {
	publish,
	saveWorkflow,
	type WorkflowFile,
	type WorkflowNode,
} from '../../host/rest/workflows';
import { openHost, type Host } from './host';

let host: Host;
beforeAll(async () => {
	host = await openHost();
});
beforeEach(async () => await host.reset());

const ben = '+14155550123';

/** A node of the package for one-time passwords. */
const codeNode = (name: string, y: number, parameters: object): WorkflowNode => ({
	id: name.toLowerCase(),
	name,
	type: nodeType,
	typeVersion: 1,
	position: [200, y],
	parameters: { resource: 'oneTimePassword', options: {}, ...parameters },
});

const hook = (path: string, y: number): WorkflowNode => ({
	id: path,
	name: path,
	type: 'n8n-nodes-base.webhook',
	typeVersion: 2.1,
	position: [0, y],
	webhookId: `00000000-0000-4000-8000-${path.padEnd(12, '0').slice(0, 12)}`,
	parameters: { httpMethod: 'POST', path, responseMode: 'lastNode', options: {} },
});

/** Two webhooks: one sends a code, the other verifies it, in executions of their own. */
function workflow(name: string): WorkflowFile {
	const paths = [`send-${name}`, `check-${name}`] as const;
	const to = (node: string) => ({ main: [[{ node, type: 'main', index: 0 }]] });
	return {
		name: `One-time password ${name}`,
		nodes: [
			hook(paths[0], 0),
			codeNode('Send', 0, {
				operation: 'sendCode',
				to: '={{ $json.body.phone }}',
				template: { __rl: true, mode: 'list', value: 'login_code', cachedResultName: 'login_code' },
				language: 'en',
			}),
			hook(paths[1], 200),
			codeNode('Verify', 200, {
				operation: 'verifyCode',
				phone: '={{ $json.body.phone }}',
				code: '={{ $json.body.code }}',
				verification: '={{ $json.body.verification }}',
			}),
		],
		connections: { [paths[0]]: to('Send'), [paths[1]]: to('Verify') },
		settings: { executionOrder: 'v1' },
	};
}

test('with every credential, n8n keeps the attempts at a code across executions', async () => {
	for (const { name, data } of host.accounts) {
		await host.reset();
		const gateway = String(data['gateway']).toLowerCase();
		const credential = await saveCredential(host.rest, name, data);
		const saved = await saveWorkflow(host.rest, withCredential(workflow(gateway), credential));
		await publish(host.rest, saved);
		const post = async (path: string, body: object) =>
			(
				await axios.post<Record<string, unknown>>(`${host.url}/webhook/${path}-${gateway}`, body, {
					proxy: false,
				})
			).data;
		const { verification } = await post('send', { phone: ben });
		const [message] = await host.received();
		const code = /\d{6}/.exec(message?.text ?? '')?.[0] ?? '';
		const wrong = code === '000000' ? '111111' : '000000';
		const check = async (entered: string) => {
			const { reason, attemptsRemaining } = await post('check', {
				...{ phone: ben, code: entered, verification },
			});
			return [name, reason, attemptsRemaining];
		};
		expect(await check(wrong)).toEqual([name, 'wrongCode', 4]);
		expect(await check(wrong)).toEqual([name, 'wrongCode', 3]);
		expect((await check(code)).slice(0, 2)).toEqual([name, 'right']);
		// A gateway that keeps the code has forgotten it.
		expect((await check(code))[1]).toMatch(verification === null ? /^unknown$/ : /^replayed$/);
		for (const id of await executionIds(host.rest, saved.id)) {
			const { stored } = await executionById(host.rest, id);
			expect(stored).not.toContain('could not keep this attempt');
		}
	}
});
