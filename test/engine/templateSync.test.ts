import { gateways } from '../../nodes/WhatsAppGateway/gateways';
import { runItems } from './engine';
import { startSandbox, type Sandbox } from './sandboxClient';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(async () => await sandbox.reset());

const run = async (gateway: string) =>
	await runItems(
		sandbox.account(gateway),
		{ resource: 'template', operation: 'sync', options: {} },
		[{}],
		'continueErrorOutput',
	);

test.each(gateways.map((gateway) => [gateway.name, gateway] as const))(
	'%s fetches the templates from WhatsApp, or says that it cannot',
	async (name, { id, templateManagement }) => {
		const { output } = await run(id);
		if (templateManagement?.sync !== undefined) {
			expect(output()[0]?.json).toMatchObject({ synced: true, raw: { success: true } });
			return;
		}
		expect(output(1)[0]?.json).toMatchObject({
			fault: 'unsupported',
			message: `${name} cannot fetch the templates from WhatsApp.`,
		});
		expect(await sandbox.requests()).toEqual([]);
	},
);
