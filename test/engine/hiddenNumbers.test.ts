import type { INode, INodeParameters } from 'n8n-workflow';

import { gateways } from '../../nodes/WhatsAppGateway/gateways';
import { runItems, runNode } from './engine';
import { templateJson, text } from './nodeParameters';
import { anna, ben, chloe, startSandbox, type Sandbox } from './sandboxClient';

let sandbox: Sandbox;
let userId: string;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(async () => {
	await sandbox.reset();
	userId = await sandbox.inboundHidden(chloe, 'Hello');
});

const gateway = 'metaCloud';
const parent = (id: string) => id.replace('.', '.ENT.');

/** What the trigger gives, as far as it names the person. */
const event = (id: string, phone: string | null = null) => ({
	event: 'message',
	from: phone,
	contact: { id, userId: phone === null ? id : null },
});

const send = async (
	parameters: INodeParameters,
	items: readonly object[],
	onError: INode['onError'] = 'continueErrorOutput',
	credentials = sandbox.account(gateway),
) => await runItems(credentials, parameters, items, onError);

describe('a person whose number is hidden', () => {
	test.each([
		'={{ $json.contact.id }}',
		'={{ $json.contact.userId }}',
		'={{ $json.from ?? $json.contact.id }}',
	])('is answered with To: %s', async (to) => {
		const { output } = await send(text({ to, text: 'Hi' }), [event(userId)]);
		expect(output(1)).toEqual([]);
		expect(output()[0]?.json).toMatchObject({ to: null, userId, status: 'sent', kind: 'text' });
		expect(await sandbox.delivered()).toMatchObject([{ phone: chloe, body: 'Hi' }]);
	});

	test('gets a template, and is shown in a preview', async () => {
		const values = ['Chloe', 'A-1', '5 €'];
		const more = { to: '={{ $json.contact.id }}' };
		const { output } = await send(templateJson('order_confirmation', values, more), [
			event(userId),
		]);
		expect(output()[0]?.json).toMatchObject({ to: null, userId, sentAs: 'template' });
		const preview = templateJson('order_confirmation', values, {
			...more,
			options: { previewOnly: true },
		});
		const shown = await send(preview, [event(userId)]);
		expect(shown.output()[0]?.json).toMatchObject({ preview: true, to: null, userId });
		expect(await sandbox.delivered()).toHaveLength(1);
	});

	test('has an order of messages, and a Message Key holds for them', async () => {
		const items = ['one', 'two', 'three'].map((words) => ({ ...event(userId), words }));
		const to = '={{ $json.contact.id }}';
		const parameters = text({ to, text: '={{ $json.words }}' });
		await send(parameters, items);
		expect((await sandbox.delivered()).map(({ body }) => body)).toEqual(['one', 'two', 'three']);
		const keyed = text({ to, text: 'four', options: { messageKey: 'order-4' } });
		const [first, second] = [
			await send(keyed, [event(userId)]),
			await send(keyed, [event(userId)]),
		];
		expect(first.output()[0]?.json).toMatchObject({ userId, replayed: false });
		expect(second.output()[0]?.json).toMatchObject({ to: null, userId });
	});

	test('is named where the message is not sent', async () => {
		await sandbox.queueFault({
			gateway,
			path: '/v',
			status: 400,
			body: { error: { code: 131047 } },
		});
		const { output } = await send(text({ to: '={{ $json.contact.id }}', text: 'Hi' }), [
			event(userId),
		]);
		expect(output(1)[0]?.json).toMatchObject({
			fault: 'windowClosed',
			status: 'failed',
			to: null,
			userId,
		});
		const { failure } = await send(
			text({ to: '={{ $json.to }}', text: 'Hi' }),
			[{ to: userId }, { to: ben }],
			'stopWorkflow',
		);
		expect((failure as { context?: { data?: unknown } }).context?.data).toMatchObject({
			sent: [{ to: null, userId }],
			notSent: [{ to: ben, userId: null }],
		});
	});

	test('gets no one-time password, which is refused before the request', async () => {
		const otp = templateJson('login_code', { '1': '123456', button_0: '123456' }, { to: userId });
		const { output } = await send(otp, [{}]);
		expect(output(1)[0]?.json).toMatchObject({ fault: 'unsupported', sent: 'no', userId });
		expect(output(1)[0]?.json['message']).toMatch(
			/^The template “login_code” is a one-time password/,
		);
		const asFallback = text({
			...otp,
			operation: 'sendText',
			text: 'Hi',
			ifWindowClosed: 'sendTemplate',
		});
		expect((await send(asFallback, [{}])).output(1)[0]?.json).toMatchObject({
			fault: 'unsupported',
		});
		expect(await sandbox.delivered()).toEqual([]);
		expect((await sandbox.requests()).filter(({ method }) => method === 'POST')).toEqual([]);
		const marketing = templateJson(
			'autumn_offer',
			{ '1': 'Chloe', button_0: 'AUTUMN' },
			{ to: userId },
		);
		expect((await send(marketing, [{}])).output()[0]?.json).toMatchObject({ userId });
	});

	test('may have the id that linked businesses share', async () => {
		await sandbox.queueFault({
			gateway,
			status: 200,
			path: '/v',
			body: { messages: [{ id: 'wamid.X' }] },
		});
		const shared = parent(userId);
		const { output } = await send(text({ to: shared, text: 'Hi' }), [{}]);
		expect(output()[0]?.json).toMatchObject({ to: null, userId: shared });
	});
});

test('the digits of WhatsApp’s own id reach the person, whatever the default country', async () => {
	const credentials = { ...sandbox.account(gateway), defaultCountry: 'DE' };
	// Also a mobile number in Germany, without its 0.
	const digits = '15123456789';
	await sandbox.openWindows([`+${digits}`]);
	const items = [event(digits, `+${digits}`)];
	const to = "={{ $('Start').item.json.contact.id }}";
	const { output, hints } = await send(text({ to, text: 'Hi' }), items, undefined, credentials);
	expect(output()[0]?.json).toMatchObject({ to: `+${digits}`, userId: null });
	expect(hints).toEqual([]);
	const typed = await send(
		text({ to: digits, text: 'Hi' }),
		[{}],
		'continueErrorOutput',
		credentials,
	);
	expect(typed.output(1)[0]?.json).toMatchObject({
		message: `“${digits}” can be two numbers: +${digits} (United States) or +49${digits} (Germany).`,
	});
});

const unable = gateways.filter(({ addressesUserIds }) => addressesUserIds !== true);

test.each(unable.map(({ id, name }) => [name, id]))(
	'%s refuses a user id before the request, and says what works instead',
	async (name, id) => {
		const { output } = await send(
			text({ to: userId, text: 'Hi' }),
			[{}],
			undefined,
			sandbox.account(id),
		);
		expect(output(1)[0]?.json).toMatchObject({
			fault: 'unsupported',
			message: `${name} cannot write to “${userId}”, the user ID of a person whose phone number is hidden.`,
			hint: expect.stringMatching(/^Ask the person for the phone number.+ Meta Cloud API\.$/),
			to: null,
			userId,
		});
		expect(await sandbox.delivered()).toEqual([]);
	},
);

test.each<[string, INodeParameters]>([
	['Contact', { resource: 'contact', operation: 'get' }],
	['Contact', { resource: 'contact', operation: 'upsert', additionalFields: {} }],
	['Contact', { resource: 'contact', operation: 'addLabel', label: 'vip' }],
])('a user id in the field %s is refused in a sentence', async (field, parameters) => {
	const { output } = await runNode({
		parameters: { options: {}, contact: userId, ...parameters },
		credentials: sandbox.credentials,
		items: [{ json: {} }],
		settings: { onError: 'continueErrorOutput' },
	});
	expect(output(1)[0]?.json).toMatchObject({
		fault: 'recipientInvalid',
		message: `“${userId}” is the user ID of a person whose phone number is hidden, and ${field} needs a phone number.`,
	});
	expect(await sandbox.requestPaths()).toEqual([]);
});

test('a user id is no phone number to Check', async () => {
	const parameters = {
		resource: 'phoneNumber',
		operation: 'check',
		phoneNumber: userId,
		options: {},
	};
	const { output } = await send(parameters, [{ phone: anna }]);
	expect(output()[0]?.json).toMatchObject({
		valid: false,
		reason: `“${userId}” is the user ID of a person whose phone number is hidden, and Phone Number needs a phone number.`,
	});
});
