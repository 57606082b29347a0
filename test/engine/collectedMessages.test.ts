import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { INodeParameters } from 'n8n-workflow';

import { profileOf, webhookSecret } from '../gateways/profiles';
import { publishedTrigger } from './triggers';

/** What WhatsApp is asked to show, in order. */
let shown: unknown[] = [];
/** Resolves at each request. */
let asked: () => void = () => undefined;
/** How the requests are answered: with a status, or never. */
let answer: number | null = 200;
let server: Server;
let baseUrl: string;
beforeAll(async () => {
	server = createServer((request, response) => {
		let text = '';
		request.on('data', (part: Buffer) => (text += part.toString()));
		request.on('end', () => {
			shown.push(JSON.parse(text));
			asked();
			if (answer !== null) response.writeHead(answer).end('{"success":true}');
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
	server.closeAllConnections();
	server.close();
});
beforeEach(() => {
	shown = [];
	answer = 200;
});

/** Waits for so many requests; the test's timeout ends it. */
async function untilShown(count: number): Promise<unknown[]> {
	while (shown.length < count) await new Promise<void>((resolve) => (asked = resolve));
	return shown;
}

let number = 0;

/** A delivery of the Meta Cloud API with these messages. */
function deliver(
	options: INodeParameters,
	messages: readonly object[],
	more: INodeParameters = {},
) {
	const gateway = 'metaCloud';
	const deliverTo = publishedTrigger(
		{
			events: ['message', 'reply', 'reaction'],
			splitOutputs: false,
			filters: {},
			options,
			...more,
		},
		{
			accessToken: 'tok-1234567890',
			webhookSecret,
			defaultCountry: '',
			...profileOf(gateway).account,
			...{ gateway, baseUrl },
		},
		`collected ${++number}`,
	);
	const value = {
		messaging_product: 'whatsapp',
		metadata: { display_phone_number: '15550100', phone_number_id: '1' },
		contacts: [{ profile: { name: 'Anna' }, wa_id: '491713920012' }],
		messages: messages.map((message) => ({
			from: '491713920012',
			timestamp: '1778141664',
			type: 'text',
			...message,
		})),
	};
	const body = Buffer.from(
		JSON.stringify({
			object: 'whatsapp_business_account',
			entry: [{ id: '1', changes: [{ field: 'messages', value }] }],
		}),
	);
	const headers = profileOf(gateway).signDelivery?.(body, webhookSecret, 0) ?? {};
	return deliverTo({ body, headers });
}

const text = (id: string, body: string) => ({ id, text: { body } });
const anyNumber = { filters: { businessNumbers: '15550100' } };

test('messages of one delivery are one item, also where the run could not wait for more', async () => {
	const { started } = await deliver(
		{ collectSeconds: 5 },
		[text('wamid.a', 'Hi'), text('wamid.b', 'Where is it?')],
		anyNumber,
	);
	expect(started?.flat().map(({ json }) => json['text'])).toEqual(['Hi\nWhere is it?']);
	expect(started?.flat()[0]?.json['messages']).toHaveLength(2);
});

test('without the option, each message is an item without messages', async () => {
	const { started } = await deliver({}, [text('wamid.c', 'a'), text('wamid.d', 'b')], anyNumber);
	expect(started?.flat()).toHaveLength(2);
	expect(started?.flat()[0]?.json).not.toHaveProperty('messages');
});

test('the last message of a private chat is marked as read, with or without typing', async () => {
	const messages = [
		text('wamid.e', 'Hi'),
		{ id: 'wamid.f', type: 'reaction', reaction: { message_id: 'wamid.x', emoji: '👍' } },
		text('wamid.g', 'Hello?'),
		{ ...text('wamid.h', 'in a group'), group_id: 'group' },
	];
	const inGroups = { filters: { businessNumbers: '15550100', privateChatsOnly: false } };
	await deliver({ markAsRead: true }, messages, inGroups);
	const read = { messaging_product: 'whatsapp', status: 'read', message_id: 'wamid.g' };
	expect(await untilShown(1)).toEqual([read]);
	await deliver({ showTyping: true }, messages, inGroups);
	expect(await untilShown(2)).toEqual([read, { ...read, typing_indicator: { type: 'text' } }]);
	await deliver({}, messages, inGroups);
	expect(shown).toHaveLength(2);
});

test.each([[500], [400], [null]])(
	'a run neither stops nor waits where nothing can be shown: %s',
	async (status) => {
		answer = status;
		const { started } = await deliver(
			{ showTyping: true },
			[text(`wamid.${status}`, 'Hi')],
			anyNumber,
		);
		expect(started?.flat()).toHaveLength(1);
		expect(await untilShown(1)).toHaveLength(1);
	},
);
