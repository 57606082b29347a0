import { compare } from '../../host/arrivals';
import { testCredential } from '../../host/credential';
import { canServe, fire, loadExamples, publishExample } from '../../host/examples';
import { unpublish } from '../../host/workflows';
import { openHost, type Host } from './host';

let host: Host;
beforeAll(async () => {
	host = await openHost();
});
beforeEach(async () => await host.reset());
// Other tests find the examples with the first gateway's credential.
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

test('swapping the credential of the examples delivers the same words through every gateway', async () => {
	const served: string[] = [];
	for (const account of host.accounts) {
		for (const example of loadExamples().filter((one) => canServe(account, one))) {
			const published = await publishExample(host.rest, host, example, account);
			await host.reset();
			const execution = await fire(host.rest, host.sandboxUrl, published);
			const what = [account.name, example.name];
			expect([...what, execution.status]).toEqual([...what, 'success']);
			const wrong = compare(example.arrivals, await host.arrivals()).filter(
				({ verdict }) => verdict !== 'arrived',
			);
			expect([...what, wrong]).toEqual([...what, []]);
			await unpublish(host.rest, published.saved);
			served.push(what.join(': '));
		}
	}
	// Templates and texts go through every gateway; what waits for people needs a webhook.
	for (const { name } of host.accounts) expect(served).toContain(`${name}: order-confirmation`);
	expect(served.filter((one) => one.endsWith('auto-reply')).length).toBeGreaterThanOrEqual(2);
	expect(served.some((one) => one.endsWith('button-menu'))).toBe(true);
}, 240_000);
