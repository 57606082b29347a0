import axios from 'axios';

import { executionById, executionIds } from '../../host/rest/executions';
import { unpublish } from '../../host/rest/workflows';
import { publishTrigger } from './incoming';
import { anna, openHost, type Host } from './host';

let host: Host;
beforeAll(async () => {
	host = await openHost();
});
beforeEach(async () => await host.reset());
// Other test files expect the examples' webhooks.
afterAll(async () => void (await host.examples()));

const control = async (path: string, body: object) =>
	void (await axios.post(`${host.sandboxUrl}/_sandbox/${path}`, body, { proxy: false }));

test.each(['xobito', 'wacr'])(
	'what %s resends of Meta starts a run, proven by the secret in the URL',
	async (gateway) => {
		const parameters = { options: { urlSecret: 'hard-to-guess-9471' } };
		const trigger = await publishTrigger(host, gateway, `Resent by ${gateway}`, parameters);
		await control('webhooks', { gateway, url: trigger.url, resend: true });
		await control('inbound', { phone: anna, gateway, text: 'Hello' });
		expect(await trigger.runs(1)).toBe(1);
		const [id = ''] = await executionIds(host.rest, trigger.saved.id);
		const [item] = (await executionById(host.rest, id)).outputs('Trigger')[0] ?? [];
		expect(item?.json).toMatchObject({ gateway, event: 'message', text: 'Hello', from: anna });
		await unpublish(host.rest, trigger.saved);
		const deleted = { params: { gateway }, proxy: false } as const;
		await axios.delete(`${host.sandboxUrl}/_sandbox/webhooks`, deleted);
	},
);
