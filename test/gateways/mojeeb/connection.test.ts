import { runNode } from '../../engine/engine';
import { startSandbox, type Sandbox } from '../../engine/sandboxClient';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(async () => await sandbox.reset());

const list = async (connectionId: string, agentId?: string) =>
	await runNode({
		parameters: { resource: 'template', operation: 'getAll', returnAll: true, options: {} },
		credentials: {
			...sandbox.account('mojeeb'),
			connectionId,
			...(agentId !== undefined && { agentId }),
		},
		items: [{ json: {} }],
	});

const paths = async () => (await sandbox.requests()).map(({ path }) => path.replace(/^.*\/v1/, ''));

const connection = '3f0c2a1e-8d4b-4b7a-9c55-1e2d3c4b5a69';

test('a Connection ID lists the templates of that connection', async () => {
	const { output } = await list(connection);
	expect(output().length).toBeGreaterThan(1);
	expect(await paths()).toEqual([
		`/agents/${String(sandbox.account('mojeeb')['agentId'])}/connections/${connection}/whatsapp/templates`,
	]);
});

test('without one, the address of before is asked', async () => {
	expect((await list(' ')).output().length).toBeGreaterThan(1);
	expect(await paths()).toEqual(['/whatsapp/templates']);
});

test('the fault names a connection that does not exist', async () => {
	const { failure } = await list('00000000-0000-4000-8000-000000000000');
	expect(failure?.message).toContain('Mojeeb does not have what was asked for.');
});
