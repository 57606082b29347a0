import { runItems } from './engine';
import { templateJson } from './nodeParameters';
import { anna, startSandbox, type Sandbox } from './sandboxClient';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(async () => await sandbox.reset());

/** Sends a template, and gives the ends of the paths that were asked for messages. */
async function send(name: string, values: object, options: object, gateway = 'metaCloud') {
	const { output } = await runItems(
		sandbox.account(gateway),
		templateJson(name, values, { language: 'en', options: { ...options } }),
		[{ phone: anna }],
		'continueErrorOutput',
	);
	const sent = (await sandbox.requests()).filter(({ method }) => method === 'POST');
	return {
		fault: output(1)[0]?.json,
		receipt: output()[0]?.json,
		ways: sent.map(({ path }) => path.split('/').at(-1)),
	};
}

const marketing: [string, object] = ['browse_catalog', { '1': '5 €' }];
const on = { marketingMessages: true };

test('a marketing template goes by the API for marketing where the option says so', async () => {
	const { receipt, ways } = await send(...marketing, on);
	expect(receipt).toMatchObject({ status: 'sent', sentAs: 'template' });
	expect(ways).toEqual(['marketing_messages']);
});

test.each([
	['without the option', marketing, {}],
	['with it switched off', marketing, { marketingMessages: false }],
	['of another category', ['may_we_call', { '1': 'Anna' }] as [string, object], on],
])('a template %s goes as usual', async (_what, [name, values], options) => {
	const { receipt, ways } = await send(name, values, options);
	expect(receipt).toMatchObject({ status: 'sent' });
	expect(ways).toEqual(['messages']);
});

test('the option is refused where the gateway has one way only', async () => {
	const { fault, ways } = await send(
		'order_confirmation',
		{ '1': 'a', '2': 'b', '3': 'c' },
		on,
		'qyvo',
	);
	expect(fault).toMatchObject({
		fault: 'unsupported',
		hint: expect.stringContaining('Remove the option Marketing Messages API'),
	});
	expect(ways).not.toContain('send-template-message');
});
