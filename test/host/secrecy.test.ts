import { readFileSync } from 'node:fs';

import { withCredential } from '../../host/examples/publishExamples';
import { triggerExample } from '../../host/examples/triggerExample';
import { saveCredential } from '../../host/rest/credentials';
import { executionIds, runManually } from '../../host/rest/executions';
import { saveWorkflow } from '../../host/rest/workflows';
import { freePort } from '../../host/server/ports';
import { anna, manualWorkflow, openHost, sendText, type Host } from './host';

let host: Host;
let token: string;
beforeAll(async () => {
	host = await openHost();
	token = host.fields()['accessToken'] ?? '';
});

const rest = async (path: string) => JSON.stringify(await host.rest.send('GET', path));

test('the token appears in no execution, failed or not, and not in n8n’s log', async () => {
	const dead = `http://127.0.0.1:${await freePort()}/qyvo/api/v1`;
	const cases: Array<[string, Record<string, string>]> = [
		['Secret: refused', { accessToken: 'not-the-token' }],
		['Secret: nothing listens', { baseUrl: dead }],
		['Secret: wrong path', { baseUrl: `${host.sandboxUrl}/nowhere` }],
		['Secret: arrives', {}],
	];
	for (const [name, changes] of cases) {
		const credential = await saveCredential(host.rest, name, host.fields(changes));
		const workflow = manualWorkflow(name, [{ phone: anna }], sendText('Hello'));
		const { id } = await saveWorkflow(host.rest, withCredential(workflow, credential));
		const execution = await runManually(host.rest, id, 'Start');
		expect([name, execution.status]).toEqual([
			name,
			name.endsWith('arrives') ? 'success' : 'error',
		]);
		const [executionId = ''] = await executionIds(host.rest, id);
		for (const text of [
			execution.stored,
			await rest(`/rest/executions/${executionId}`),
			await rest(`/rest/workflows/${id}`),
			await rest(`/rest/credentials/${credential.id}?includeData=true`),
		]) {
			expect(text.includes(token) || text.includes('not-the-token')).toBe(false);
		}
	}
	for (const example of await host.examples()) {
		expect((await triggerExample(host.rest, host.sandboxUrl, example)).stored).not.toContain(token);
	}
	const log = readFileSync(host.log, 'utf8');
	expect(log.length).toBeGreaterThan(100);
	expect(log.includes(token) || log.includes('not-the-token')).toBe(false);
});
