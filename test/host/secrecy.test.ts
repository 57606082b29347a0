import { readFileSync } from 'node:fs';

import { saveCredential } from '../../host/credential';
import { executionIds, runManually } from '../../host/executions';
import { fire, withCredential } from '../../host/examples';
import { freePort } from '../../host/ports';
import { saveWorkflow } from '../../host/workflows';
import { anna, manualWorkflow, openHost, sendText, type Host } from './host';

let host: Host;
let token: string;
beforeAll(async () => {
	host = await openHost();
	token = host.fields()['accessToken'] ?? '';
});

const rest = async (path: string) => JSON.stringify(await host.rest.send('GET', path));

test('the token stands in no execution, failed or not, and not in n8n’s log', async () => {
	const dead = `http://127.0.0.1:${await freePort()}/qyvo/api/v1`;
	const ways: Array<[string, Record<string, string>]> = [
		['Secret: refused', { accessToken: 'not-the-token' }],
		['Secret: nothing listens', { baseUrl: dead }],
		['Secret: wrong path', { baseUrl: `${host.sandboxUrl}/nowhere` }],
		['Secret: arrives', {}],
	];
	for (const [name, changes] of ways) {
		const credential = await saveCredential(host.rest, name, host.fields(changes));
		const workflow = manualWorkflow(name, [{ phone: anna }], sendText('Hello'));
		const { id } = await saveWorkflow(host.rest, withCredential(workflow, credential));
		const execution = await runManually(host.rest, id, 'Start');
		expect([name, execution.status]).toEqual([
			name,
			name.endsWith('arrives') ? 'success' : 'error',
		]);
		const [executionId = ''] = await executionIds(host.rest, id);
		for (const told of [
			execution.stored,
			await rest(`/rest/executions/${executionId}`),
			await rest(`/rest/workflows/${id}`),
			await rest(`/rest/credentials/${credential.id}?includeData=true`),
		]) {
			expect(told.includes(token) || told.includes('not-the-token')).toBe(false);
		}
	}
	for (const example of await host.examples()) {
		expect((await fire(host.rest, host.sandboxUrl, example)).stored).not.toContain(token);
	}
	const log = readFileSync(host.log, 'utf8');
	expect(log.length).toBeGreaterThan(100);
	expect(log.includes(token) || log.includes('not-the-token')).toBe(false);
});
