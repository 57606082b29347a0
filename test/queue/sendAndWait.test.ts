import { saveCredential, type CredentialData } from '../../host/rest/credentials';
import { webhookSecret } from '../gateways/profiles';
import { openWindows } from '../faults/server/controlSandbox';
import { askingWorkflow, metaDelivery, outgoing, publishAsking, questionsOn } from '../host/asking';
import { publishTrigger } from '../host/incoming';
import { openQueueHost, type QueueHost } from './queueHost';

const phone = '+4917139204711';

let host: QueueHost;
beforeAll(async () => {
	host = await openQueueHost();
	await openWindows(host.sandboxUrl, 'metaCloud', [phone]);
});

test('a worker asks, a webhook process gets the tap, and a worker goes on', async () => {
	const [first = '', second = ''] = host.webhookUrls;
	const account = host.accounts.find(({ data }) => data['gateway'] === 'metaCloud');
	if (account === undefined) throw new Error('The sandbox has no metaCloud.');
	const data = { ...account.data, webhookSecret } as CredentialData;
	const credential = await saveCredential(host.rest, 'asking', data);
	const server = { rest: host.rest, accounts: host.accounts, url: first };
	const trigger = await publishTrigger(server, 'metaCloud', 'Queue', {
		options: { takeOver: 'always' },
	});
	const workflow = askingWorkflow('Asks', 'queue', {});
	const asking = await publishAsking(server, credential, workflow, 'queue');

	for (const process of [first, second]) {
		const execution = await asking.ask({ phone });
		const { ids, titles, wamid } = (await questionsOn(host.sandboxUrl, phone)).at(-1) ?? {
			ids: [],
			titles: [],
			wamid: '',
		};
		const tap = { id: ids[0] ?? '', title: titles[0] ?? '', wamid };
		const id = `wamid.${execution}`;
		const body = metaDelivery(String(data['phoneNumberId']), [{ from: phone, id, tap }]);
		const to = trigger.url.replace(first, process);
		expect(await trigger.deliver(body, undefined, to)).toBe(200);
		expect(await asking.answer(execution)).toMatchObject({ answered: true, approved: true });
		// The other process knows of it from n8n only.
		expect(await trigger.deliver(body, undefined, trigger.url)).toBe(200);
	}
	const texts = (await outgoing(host.sandboxUrl, phone)).map(({ body }) => body);
	expect(texts.filter((text) => text === '✓ Approve')).toHaveLength(2);
	expect(await trigger.runs(0)).toBe(0);
});
