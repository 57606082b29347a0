import { saveCredential, type CredentialData } from '../../../host/rest/credentials';
import { webhookSecret } from '../../gateways/profiles';
import { askingWorkflow, metaDelivery, publishAsking, questionsOn } from '../../host/asking';
import { publishTrigger } from '../../host/incoming';
import { openWindows } from './controlSandbox';
import { withoutTaskRunner } from './environment';
import { openTestServer, type TestServer } from './testServer';

const phone = '+4917139204712';

let server: TestServer;
beforeAll(async () => {
	// The public address leads nowhere, as behind a proxy that lets no answer in again.
	const publicUrl = {
		WEBHOOK_URL: 'https://hooks.invalid.example/',
		N8N_ENDPOINT_WEBHOOK_WAIT: 'ww',
	};
	server = await openTestServer({ ...withoutTaskRunner, ...publicUrl });
	await openWindows(server.sandboxUrl, 'metaCloud', [phone]);
});
afterAll(async () => await server?.close());

test('a question outlives a kill: the tap after the restart is its answer', async () => {
	const account = server.accounts.find(({ data }) => data['gateway'] === 'metaCloud');
	if (account === undefined) throw new Error('The sandbox has no metaCloud.');
	const data = { ...account.data, webhookSecret } as CredentialData;
	const credential = await saveCredential(server.rest, 'asking', data);
	const trigger = await publishTrigger(server, 'metaCloud', 'Restart', {
		options: { takeOver: 'always' },
	});
	const workflow = askingWorkflow('Asks', 'restart', {});
	const asking = await publishAsking(server, credential, workflow, 'restart');

	const execution = await asking.ask({ phone });
	const [question] = await questionsOn(server.sandboxUrl, phone);
	await server.kill();
	await server.restart();
	const tap = { id: question?.ids[0] ?? '', title: 'Approve', wamid: question?.wamid ?? '' };
	const happened = [{ from: phone, id: 'wamid.tap', tap }];
	const body = metaDelivery(String(data['phoneNumberId']), happened);
	expect(await trigger.deliver(body)).toBe(200);
	expect(await asking.answer(execution)).toMatchObject({
		answered: true,
		approved: true,
		receipt: { whatsappMessageId: question?.wamid },
	});
	expect(await trigger.runs(0)).toBe(0);
});
