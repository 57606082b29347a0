import { eventOptions, outputOptions } from '../../nodes/WhatsAppGateway/trigger/events';
import { profileOf, webhookSecret } from '../gateways/profiles';
import { bothNumbers, metaPayloads, startsRun } from '../metaPayloads';
import { publishedTrigger } from './triggers';

const payloads = metaPayloads.flatMap(([, some]) => some);
const { account, signDelivery } = profileOf('metaCloud');
const credential = {
	accessToken: 'tok-1234567890',
	baseUrl: '',
	defaultCountry: '',
	webhookSecret,
	...account,
	gateway: 'metaCloud',
};

const trigger = (parameters: object, name: string) => {
	const deliver = publishedTrigger({ ...parameters }, credential, name);
	return async (payload: unknown) => {
		const body = Buffer.from(JSON.stringify(payload));
		const headers = signDelivery?.(body, webhookSecret, Math.floor(Date.now() / 1000)) ?? {};
		const { status, started } = await deliver({ headers, body });
		return { status, events: started?.flat().map(({ json }) => json['event']) };
	};
};

test('as it is added to a workflow, the trigger starts a run only where a person speaks', async () => {
	const deliver = trigger({}, 'as added');
	for (const one of payloads) {
		const { name, becomes, payload } = one;
		const { status, events = [] } = await deliver(payload);
		const spoken: readonly string[] = (['message', 'reply'] as const).filter((kind) =>
			becomes.includes(kind),
		);
		expect([name, status, events.length > 0]).toEqual([name, 200, startsRun(one)]);
		expect([name, events.every((kind) => spoken.includes(String(kind)))]).toEqual([name, true]);
	}
});

test('with everything chosen, each event is an item of its kind, once', async () => {
	const events = eventOptions.map(({ value }) => value);
	const filters = { privateChatsOnly: false, chatHistory: true, businessNumbers: bothNumbers };
	const deliver = trigger({ events, filters }, 'everything');
	for (const { name, becomes, payload } of payloads) {
		// What the own number wrote to itself never comes in.
		const expected = name.startsWith('message from the own number')
			? undefined
			: becomes.split(' ');
		expect([name, await deliver(payload)]).toEqual([name, { status: 200, events: expected }]);
		expect([name, await deliver(payload)]).toEqual([name, { status: 200, events: undefined }]);
	}
});

test.each([
	['image with a caption', true],
	['image of a person who hides the number', true],
	['edited caption', true],
	['edited caption without the file', false],
	['colleague sent a file', false],
	['old file', false],
	['reaction', false],
])('the file of a person is downloaded, and no other: %s', async (wanted, isTried) => {
	const events = eventOptions.map(({ value }) => value);
	const parameters = { events, filters: { chatHistory: true }, options: { downloadMedia: true } };
	// Nobody listens there, so that a download that is tried leaves its reason in the item.
	const account = { ...credential, baseUrl: 'http://127.0.0.1:9' };
	const deliver = publishedTrigger(parameters, account, `download ${wanted}`);
	const found = payloads.find(({ name }) => name === wanted);
	const body = Buffer.from(JSON.stringify(found?.payload));
	const headers = signDelivery?.(body, webhookSecret, Math.floor(Date.now() / 1000)) ?? {};
	const [[item] = []] = (await deliver({ headers, body })).started ?? [];
	expect(item?.binary).toBeUndefined();
	expect('mediaNotDownloaded' in (item?.json ?? {})).toBe(isTried);
});

test('each kind leaves by the output of its own', async () => {
	const events = outputOptions.map(({ value }) => value);
	const filters = { privateChatsOnly: false, chatHistory: true, businessNumbers: bothNumbers };
	const deliver = publishedTrigger({ events, filters, splitOutputs: true }, credential, 'split');
	for (const { payload } of payloads) {
		const body = Buffer.from(JSON.stringify(payload));
		const headers = signDelivery?.(body, webhookSecret, Math.floor(Date.now() / 1000)) ?? {};
		const { started = [] } = await deliver({ headers, body });
		started.forEach((items, output) => {
			for (const { json } of items) expect(json['event']).toBe(events[output]);
		});
	}
});
