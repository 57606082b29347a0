import { metaCloud } from '../../nodes/WhatsAppGateway/gateways/metaCloud';
import { runItems } from './engine';
import { text } from './nodeParameters';
import { anna, startSandbox, type Sandbox } from './sandboxClient';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(async () => await sandbox.reset());

const send = async (graphApiVersion: string | undefined) => {
	const account = { ...sandbox.account('metaCloud'), graphApiVersion };
	const items = [{ phone: anna, text: 'Hi' }];
	return (await runItems(account as never, text(), items, 'continueErrorOutput')).output;
};

test('the default is the current version', () => {
	const field = metaCloud.fields.find(({ name }) => name === 'graphApiVersion');
	expect(field?.default).toBe('v26.0');
});

test.each(['v24.0', 'v25.0', 'v26.0', ' v26.0 ', '', undefined])(
	'%p sends, with nothing meaning the default',
	async (version) => {
		const output = await send(version);
		expect(output()[0]?.json).toMatchObject({ status: 'sent' });
		const { path } = (await sandbox.requests()).at(-1) ?? {};
		expect(path).toContain(`/${version?.trim() || 'v26.0'}/`);
	},
);

test.each(['v20.0', 'v3.3', 'v99.0', 'v26', '26.0', 'latest'])(
	'%p is named in the fault, with what to enter instead',
	async (version) => {
		const output = await send(version);
		expect(output(1)[0]?.json).toMatchObject({
			fault: 'notConfigured',
			sent: 'no',
			message: expect.stringContaining('Graph'),
			hint: expect.stringContaining('v26.0'),
		});
	},
);
