import type { INodeParameters } from 'n8n-workflow';

import { runNode } from './engine';
import { text } from './nodeParameters';
import { anna, ben, startSandbox, type Sandbox } from './sandboxClient';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(async () => await sandbox.reset());

async function run(parameters: INodeParameters, gateway = 'metaCloud') {
	const { output } = await runNode({
		parameters: { options: {}, ...parameters },
		credentials: sandbox.account(gateway),
		items: [{ json: { phone: anna, text: 'Hello' } }],
		settings: { onError: 'continueErrorOutput' },
	});
	return { items: output().map(({ json }) => json), fault: output(1)[0]?.json };
}

const of = (resource: string, operation: string, more: INodeParameters = {}): INodeParameters => ({
	resource,
	operation,
	...more,
});
const contact = (operation: string, phone: string) => of('contact', operation, { contact: phone });

describe('Contact', () => {
	test('blocks a person, lists them, refuses to write to them, and unblocks them', async () => {
		const blocked = await run(contact('block', '0171 3920012'));
		expect(blocked.items[0]).toMatchObject({ phone: anna, blocked: true });
		const list = of('contact', 'getBlocked', { returnAll: true });
		expect((await run(list)).items).toEqual([expect.objectContaining({ phone: anna })]);
		expect((await run(text())).fault).toMatchObject({
			fault: 'recipientInvalid',
			metaCode: 130403,
		});
		const unblocked = await run(contact('unblock', anna));
		expect(unblocked.items[0]).toMatchObject({ phone: anna, blocked: false });
		expect((await run(list)).items).toEqual([]);
		expect((await run(text())).items[0]).toMatchObject({ status: 'sent' });
	});

	test('says that only people who have just written can be blocked', async () => {
		expect((await run(contact('block', ben))).fault).toMatchObject({
			fault: 'recipientInvalid',
			to: ben,
			message: expect.stringContaining('within the last 24 hours'),
		});
	});

	test('blocks for another number of the account where the option names it', async () => {
		const options = { phoneNumberId: '106540352242923' };
		await run({ ...contact('block', anna), options });
		const list = of('contact', 'getBlocked', { returnAll: true });
		expect((await run(list)).items).toEqual([]);
		expect((await run({ ...list, options })).items).toHaveLength(1);
	});

	test('lists as many as are wanted, over several pages', async () => {
		const people = Array.from({ length: 30 }, (_, n) => `+4917139210${10 + n}`);
		await sandbox.openWindows(people);
		for (const phone of people) await run(contact('block', phone));
		const list = of('contact', 'getBlocked', { returnAll: true });
		expect((await run(list)).items).toHaveLength(30);
		const some = { ...list, returnAll: false, limit: 7 };
		expect((await run(some)).items).toHaveLength(7);
	});

	test('a number that is none is refused before anything is asked', async () => {
		expect((await run(contact('block', '12'))).fault).toMatchObject({ fault: 'recipientInvalid' });
		expect(await sandbox.requests()).toEqual([]);
	});
});

describe('Account and calls', () => {
	const usage = (more: INodeParameters) => of('account', 'getAnalytics', more);

	test('counts what messages cost, and how many there were', async () => {
		await run(text());
		await run(text());
		const costs = await run(usage({ figures: 'costs', per: 'month' }));
		expect(costs.items).toEqual([
			expect.objectContaining({ category: 'SERVICE', volume: 2, cost: 0, sent: null }),
		]);
		const messages = await run(usage({ figures: 'messages', per: 'day' }));
		expect(messages.items).toEqual([expect.objectContaining({ sent: 2, cost: null })]);
	});

	test('refuses a start that is too early', async () => {
		const { fault } = await run(usage({ startDate: '2024-01-01' }));
		expect(fault).toMatchObject({ message: 'The start date is more than 365 days ago.' });
		expect(await sandbox.requests()).toEqual([]);
	});

	test('tells whether a person may be called', async () => {
		const { items } = await run(contact('getCallPermission', anna));
		expect(items[0]).toMatchObject({
			...{ phone: anna, permission: 'no_permission', expiresAt: null },
			...{ canCall: false, canAsk: true },
		});
	});

	test('shows the number that sends, or another one', async () => {
		const get = of('phoneNumber', 'get');
		expect((await run(get)).items[0]).toMatchObject({
			...{ phoneNumber: '+1 555-010-0100', status: 'CONNECTED', quality: 'GREEN' },
			...{ nameStatus: 'APPROVED', throughput: 'STANDARD' },
		});
		const options = { phoneNumberId: '106540352242923' };
		const other = await run({ ...get, options });
		expect(other.items[0]).toMatchObject({ phoneNumber: '+1 555-010-0200' });
	});
});

describe('Message Link', () => {
	const link = (operation: string, more: INodeParameters = {}) =>
		of('messageLink', operation, more);

	test('is created with a QR code, listed, changed and deleted', async () => {
		const { items } = await run(link('create', { linkMessage: 'Invoice 1042?', qrFormat: 'PNG' }));
		const { code, url } = items[0] as { code: string; url: string };
		expect(items[0]).toMatchObject({
			message: 'Invoice 1042?',
			url: `https://wa.me/message/${code}`,
			qrImageUrl: expect.stringContaining('.png'),
		});
		const changed = await run(link('update', { link: url, linkMessage: 'Paid' }));
		expect(changed.items[0]).toMatchObject({ code, message: 'Paid', url });
		const list = link('getAll', { returnAll: true });
		expect((await run(list)).items).toEqual([
			expect.objectContaining({ code, message: 'Paid', qrImageUrl: null }),
		]);
		const pictures = await run({ ...list, options: { qrFormat: 'SVG' } });
		expect(pictures.items[0]).toMatchObject({ qrImageUrl: expect.stringContaining('.svg') });
		expect((await run(link('delete', { link: code }))).items[0]).toMatchObject({ deleted: true });
		expect((await run(list)).items).toEqual([]);
	});

	test.each<[string, INodeParameters, string]>([
		['create', { linkMessage: 'a'.repeat(141) }, 'WhatsApp allows at most 140'],
		['create', { linkMessage: ' ' }, 'The field Message is empty'],
		['delete', { link: 'https://wa.me/491711234567' }, 'is no message link'],
	])('%s of %j is refused before anything is asked', async (operation, more, sentence) => {
		const { fault } = await run(link(operation, more));
		expect(fault).toMatchObject({ message: expect.stringContaining(sentence) });
		expect(await sandbox.requests()).toEqual([]);
	});

	test('is refused where the gateway has none', async () => {
		expect((await run(link('create', { linkMessage: 'a' }), 'qyvo')).fault).toMatchObject({
			fault: 'unsupported',
			message: 'Qyvo cannot create message links.',
		});
	});
});

describe('Business Profile', () => {
	const update = (profileFields: INodeParameters) =>
		of('businessProfile', 'update', { profileFields });
	const get = async () => (await run(of('businessProfile', 'get'))).items[0];

	test('changes what is filled in and leaves the rest', async () => {
		const before = await get();
		expect(before).toMatchObject({ about: 'Succulent specialists!', vertical: 'RETAIL' });
		const { items } = await run(
			update({
				about: '',
				description: 'Plants',
				websites: 'https://a.example, https://b.example',
			}),
		);
		expect(items).toEqual([{ updated: true, raw: { success: true } }]);
		expect(await get()).toMatchObject({
			about: before?.['about'],
			description: 'Plants',
			websites: ['https://a.example', 'https://b.example'],
		});
	});

	test.each<[string, INodeParameters, string]>([
		['nothing', {}, 'Nothing of the profile is changed.'],
		['only empty fields', { address: ' ' }, 'Nothing of the profile is changed.'],
		['a long About', { about: 'a'.repeat(140) }, 'WhatsApp allows at most 139'],
		['an unknown industry', { vertical: 'PLANTS' }, 'Industry must be one of'],
		['a website without https', { websites: 'shop.example' }, 'is not the address of a website'],
		['three websites', { websites: 'https://a.b,https://c.d,https://e.f' }, 'at most 2'],
	])('%s is refused before anything is asked', async (_what, fields, sentence) => {
		expect((await run(update(fields))).fault).toMatchObject({
			fault: 'invalidRequest',
			message: expect.stringContaining(sentence),
		});
		expect(await sandbox.requests()).toEqual([]);
	});
});

describe('Phone Number', () => {
	test('lists the account’s numbers with quality and throughput', async () => {
		const { items } = await run(of('phoneNumber', 'getAll', { returnAll: true }));
		expect(items).toHaveLength(2);
		expect(items[0]).toMatchObject({
			id: '106540352242922',
			quality: 'GREEN',
			throughput: 'STANDARD',
			messagesPerSecond: 80,
		});
	});

	const set = (componentFields: INodeParameters) =>
		of('phoneNumber', 'setConversationalComponents', { componentFields });
	const get = async () => (await run(of('phoneNumber', 'getConversationalComponents'))).items[0];

	test('sets ice breakers and commands, and removes them', async () => {
		expect(await get()).toMatchObject({ iceBreakers: [], commands: [], welcomeMessage: null });
		const { items } = await run(
			set({
				iceBreakers: ['Where is my order?', 'When are you open?'],
				commands: { command: [{ name: '/status', description: 'Check your order status' }] },
				welcomeMessage: true,
			}),
		);
		expect(items).toEqual([{ updated: true, raw: { success: true } }]);
		const all = {
			iceBreakers: ['Where is my order?', 'When are you open?'],
			commands: [{ name: 'status', description: 'Check your order status' }],
			welcomeMessage: true,
		};
		expect(await get()).toMatchObject(all);
		await run(set({ iceBreakers: [] }));
		expect(await get()).toMatchObject({ ...all, iceBreakers: [] });
	});

	test.each<[string, INodeParameters, string]>([
		['nothing', {}, 'Nothing of the conversational components is changed.'],
		['five ice breakers', { iceBreakers: ['a', 'b', 'c', 'd', 'e'] }, 'at most 4'],
		['an empty one', { iceBreakers: [''] }, 'Ice Breaker 1 is empty'],
		['a long one', { iceBreakers: ['a'.repeat(81)] }, 'WhatsApp allows at most 80'],
		[
			'a command with a space',
			{ commands: { command: [{ name: 'my order', description: 'x' }] } },
			'cannot be the name of a command',
		],
		[
			'a command without a description',
			{ commands: { command: [{ name: 'order', description: '' }] } },
			'Command 1 has no description',
		],
		[
			'a command twice',
			{
				commands: {
					command: [
						{ name: 'order', description: 'x' },
						{ name: 'Order', description: 'y' },
					],
				},
			},
			'Two commands are called “order”',
		],
	])('%s is refused before anything is asked', async (_what, fields, sentence) => {
		expect((await run(set(fields))).fault).toMatchObject({
			fault: 'invalidRequest',
			message: expect.stringContaining(sentence),
		});
		expect(await sandbox.requests()).toEqual([]);
	});
});

test.each([
	['contact', 'block'],
	['contact', 'unblock'],
	['contact', 'getBlocked'],
	['businessProfile', 'get'],
	['businessProfile', 'update'],
	['phoneNumber', 'getAll'],
	['phoneNumber', 'getConversationalComponents'],
	['phoneNumber', 'setConversationalComponents'],
])(
	'%s: %s is refused where the gateway leaves it to its dashboard',
	async (resource, operation) => {
		const { fault } = await run(of(resource, operation, { contact: anna }), 'xobito');
		expect(fault).toMatchObject({
			fault: 'unsupported',
			hint: expect.stringContaining('Meta Cloud API'),
		});
	},
);
