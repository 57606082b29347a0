import { runItems } from './engine';
import { startSandbox, type Sandbox } from './sandboxClient';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(async () => await sandbox.reset());

const diagnose = async (gateway: string) => {
	const parameters = { resource: 'account', operation: 'diagnose', options: {} };
	const { output } = await runItems(sandbox.account(gateway), parameters, [{}]);
	return output()[0]?.json['rate'];
};

test.each([
	['metaCloud', '20 in 1 s', '80 in 1 s'],
	['wacr', '60 in 60 s', '60 in 60 s'],
	['qyvo', '120 in 60 s', null],
])('Diagnose shows the rate that %s tells of the account', async (gateway, documented, account) => {
	expect(await diagnose(gateway)).toMatchObject({ documented, account });
});

test('and what it tells is what the sandbox enforces', async () => {
	await sandbox.setRateLimit('wacr', 50, 60);
	expect(await diagnose('wacr')).toMatchObject({ account: '50 in 60 s' });
});
