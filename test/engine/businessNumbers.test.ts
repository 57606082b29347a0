import type { INodeParameters } from 'n8n-workflow';

import { profileOf, webhookSecret } from '../gateways/profiles';
import { publishedTrigger } from './triggers';

const gateway = 'metaCloud';
const own = { display_phone_number: '15550100100', phone_number_id: '106540352242922' };
const other = { display_phone_number: '15550100200', phone_number_id: '106540352242923' };

let number = 0;
/** Delivers to a trigger for the first number; the texts of the messages that start a run. */
async function textsOf(filters: INodeParameters, body: object): Promise<unknown[]> {
	const parameters = {
		events: ['message', 'reply', 'status', 'optOut', 'account', 'other'],
		splitOutputs: false,
		filters,
		options: {},
	};
	const account = { accessToken: 'tok-1234567890', baseUrl: '', defaultCountry: '', webhookSecret };
	const data = { ...account, ...profileOf(gateway).account, gateway };
	const deliver = publishedTrigger(parameters, data, `numbers ${++number}`);
	const bytes = Buffer.from(JSON.stringify(body));
	const headers = profileOf(gateway).signDelivery?.(bytes, webhookSecret, 0) ?? {};
	const { status, started } = await deliver({ headers, body: bytes });
	expect(status).toBe(200);
	return (started?.flat() ?? []).map(({ json }) => json['text'] ?? json['event']);
}

const change = (metadata: object, text: string) => ({
	field: 'messages',
	value: {
		messaging_product: 'whatsapp',
		metadata,
		messages: [
			{
				from: '491713920012',
				id: `wamid.${text}`,
				timestamp: '1762700000',
				type: 'text',
				text: { body: text },
			},
		],
	},
});
const accountUpdate = { field: 'account_update', value: { event: 'VERIFIED_ACCOUNT' } };
const payload = (...entries: object[][]) => ({
	object: 'whatsapp_business_account',
	entry: entries.map((changes) => ({ id: '102290129340398', changes })),
});

test.each([
	['one delivery of another number', [[change(other, 'b')]], []],
	['two numbers in one delivery', [[change(own, 'a')], [change(other, 'b')]], ['a']],
	['two numbers in one entry', [[change(other, 'b'), change(own, 'a')]], ['a']],
	['an event without a number', [[accountUpdate]], ['account']],
	['an event without a number beside others', [[change(other, 'b'), accountUpdate]], ['account']],
])('events of other numbers are left out: %s', async (_, entries, expected) => {
	expect(await textsOf({}, payload(...entries))).toEqual(expected);
});

test('the filter Business Numbers lets those of the numbers through that it names', async () => {
	const body = payload([change(own, 'a'), change(other, 'b')]);
	expect(await textsOf({ businessNumbers: '+1 555 010 0200' }, body)).toEqual(['b']);
	expect(await textsOf({ businessNumbers: '+15550100100, +15550100200' }, body)).toEqual([
		'a',
		'b',
	]);
});
