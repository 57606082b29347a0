import { gateways } from '../../nodes/WhatsAppGateway/gateways';
import { nodeName, runItems, runNode } from './engine';
import { anna, startSandbox, type Sandbox } from './sandboxClient';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(async () => await sandbox.reset());

async function run(gateway: string, operation: string) {
	const parameters = { resource: 'account', operation, options: {} };
	const { output, failure } = await runItems(sandbox.account(gateway), parameters, [{}]);
	return { items: output().map(({ json }) => json), failure };
}

const planOf = async (gateway: string) => {
	const checks = (await run(gateway, 'diagnose')).items[0]?.['checks'] as Array<
		Record<'check' | 'result' | 'message', string>
	>;
	return checks.find(({ check }) => check === 'Plan');
};

const usagePath = '/api/v2/account/usage';
const able = gateways.filter(({ plan }) => plan !== undefined);

describe.each(able.map(({ id }) => id))('%s', (gateway) => {
	test('gives an item for each limit of the plan, with what is used of it', async () => {
		const { items } = await run(gateway, 'getUsage');
		expect(items).toEqual(
			expect.arrayContaining([
				{
					...{ feature: 'contacts', name: 'Total Contacts', used: expect.any(Number) },
					...{ limit: null, remaining: null, unlimited: true, raw: expect.anything() },
				},
				{
					...{ feature: 'staff', name: 'Team Members', used: 1, limit: 3, remaining: 2 },
					...{ unlimited: false, raw: expect.anything() },
				},
				expect.objectContaining({ feature: 'api_calls_per_minute', limit: 60, used: null }),
			]),
		);
	});

	test.each([404, 405])('gives the limits where usage is answered with %i', async (status) => {
		await sandbox.queueFault({ gateway, path: usagePath, status, body: {} });
		const { items } = await run(gateway, 'getUsage');
		expect(items).toMatchObject(
			expect.arrayContaining([expect.objectContaining({ feature: 'staff', limit: 3, used: null })]),
		);
	});

	test('fails where usage is refused', async () => {
		await sandbox.queueFault({
			...{ gateway, path: usagePath, status: 403 },
			body: { error: { code: 'INSUFFICIENT_SCOPE', message: 'Token missing account:read scope' } },
		});
		expect((await run(gateway, 'getUsage')).failure?.message).toContain('account:read');
	});

	test('an agent gets no raw records', async () => {
		const { output } = await runNode({
			parameters: { resource: 'account', operation: 'getUsage', options: {} },
			credentials: sandbox.account(gateway),
			items: [{ json: { phone: anna } }],
			settings: { type: `${nodeName}Tool` },
		});
		expect(output()[0]?.json).not.toHaveProperty('raw');
	});

	test('Diagnose shows what is used', async () => {
		expect(await planOf(gateway)).toEqual({
			...{ check: 'Plan', result: 'ok' },
			message: expect.stringMatching(/Conversations per Month \d+ of 10,000.*Team Members 1 of 3/),
		});
	});

	test('Diagnose says what is used up, where messages need it', async () => {
		const full = { current: 10_000, limit: 10_000, remaining: 0, is_unlimited: false };
		const body = { success: true, data: { conversations: full, staff: full } };
		await sandbox.queueFault({ gateway, path: usagePath, status: 200, body });
		expect(await planOf(gateway)).toMatchObject({
			result: 'not ok',
			message: expect.stringMatching(/^Used up: Conversations per Month\..*plan/),
		});
	});

	test('Diagnose says why it is not known', async () => {
		await sandbox.queueFault({ gateway, path: usagePath, status: 404, body: {} });
		expect(await planOf(gateway)).toMatchObject({ result: 'unknown' });
	});
});

test.each(gateways.filter((one) => !able.includes(one)).map(({ id, name }) => [name, id]))(
	'%s does not tell it, which is said before any request',
	async (name, gateway) => {
		const { failure } = await run(gateway, 'getUsage');
		expect(failure?.message).toBe(`${name} does not tell what the plan allows.`);
		expect(await sandbox.requests()).toEqual([]);
		expect(await planOf(gateway)).toBeUndefined();
	},
);
