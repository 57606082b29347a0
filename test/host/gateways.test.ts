import { compare } from '../../host/arrivals';
import { saveCredential, testCredential } from '../../host/credential';
import { fire, publishExamples } from '../../host/examples';
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
	for (const { name, data } of host.accounts) {
		const credential = await saveCredential(host.rest, name, data);
		for (const example of await publishExamples(host.rest, host.url, credential)) {
			await host.reset();
			const execution = await fire(host.rest, example);
			expect([name, example.name, execution.status]).toEqual([name, example.name, 'success']);
			const wrong = compare(example.arrivals, await host.arrivals()).filter(
				({ verdict }) => verdict !== 'arrived',
			);
			expect([name, example.name, wrong]).toEqual([name, example.name, []]);
		}
	}
});
