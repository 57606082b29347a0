import { compareMessages } from '../../host/examples/expectedMessages';
import { loadExamples } from '../../host/examples/loadExamples';
import { publishExample, supportsExample } from '../../host/examples/publishExamples';
import { triggerExample } from '../../host/examples/triggerExample';
import { testCredential } from '../../host/rest/credentials';
import { unpublish } from '../../host/rest/workflows';
import { openHost, type Host } from './host';

let host: Host;
beforeAll(async () => {
	host = await openHost();
});
beforeEach(async () => await host.reset());
// Other test files expect the examples with the first gateway's credential.
afterAll(async () => void (await host.examples()));

test('every gateway’s credential passes n8n’s test', async () => {
	for (const { name, data } of host.accounts) {
		expect([name, await testCredential(host.rest, data)]).toEqual([
			name,
			expect.objectContaining({ ok: true }),
		]);
	}
});

test('no gateway’s credential passes with a wrong token or at a wrong address', async () => {
	for (const { name, data } of host.accounts) {
		const wrongToken = await testCredential(host.rest, { ...data, accessToken: 'not-the-token' });
		expect([name, wrongToken.ok]).toEqual([name, false]);
		expect(wrongToken.message).toMatch(/does not accept this access token/);
		const baseUrl = `${String(data['baseUrl'])}/elsewhere`;
		const wrongAddress = await testCredential(host.rest, { ...data, baseUrl });
		expect([name, wrongAddress.ok]).toEqual([name, false]);
		expect(wrongAddress.message).toMatch(/Base URL|something in this credential/);
	}
});

test('swapping the examples’ credential delivers the same messages through every gateway', async () => {
	const delivered: string[] = [];
	// At a gateway with one address for an account, one workflow receives at a time.
	for (const { saved } of await host.examples()) await unpublish(host.rest, saved);
	for (const account of host.accounts) {
		for (const example of loadExamples().filter((one) => supportsExample(account, one))) {
			const published = await publishExample(host.rest, host, example, account);
			await host.reset();
			const execution = await triggerExample(host.rest, host.sandboxUrl, published);
			const what = [account.name, example.name];
			expect([...what, execution?.status ?? 'success']).toEqual([...what, 'success']);
			const wrong = compareMessages(example.expectedMessages, await host.received()).filter(
				({ result }) => result !== 'arrived',
			);
			expect([...what, wrong]).toEqual([...what, []]);
			await unpublish(host.rest, published.saved);
			delivered.push(what.join(': '));
		}
	}
	// Every gateway sends templates and texts; an example that users trigger needs a webhook.
	for (const { name } of host.accounts) expect(delivered).toContain(`${name}: order-confirmation`);
	expect(delivered.filter((one) => one.endsWith('auto-reply')).length).toBeGreaterThanOrEqual(2);
	expect(delivered.some((one) => one.endsWith('button-menu'))).toBe(true);
});
