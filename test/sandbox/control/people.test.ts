import { factsFor, gateways } from '../facts';
import { anna, receiver, served } from '../receiver';

const chloe = '+447700900456';

let world: Awaited<ReturnType<typeof served>>;
beforeEach(async () => (world = await served()));
afterEach(async () => await world.close());

const stateOf = (id: string) => {
	const { ledger, statuses } = world.sandbox.store;
	const message = ledger.findOutbound((one) => one.id === id);
	return message && statuses.of(message).status;
};

describe('a phone that is off', () => {
	test.each(gateways)('gets what %s sent once it is on again', async (gateway) => {
		await world.control('people', { phone: anna, off: true });
		const { id } = await world.send(gateway);
		await world.pass(60_000);
		expect(stateOf(id)).toBe('sent');
		await world.control('people', { phone: anna, off: false });
		expect(stateOf(id)).toBe('delivered');
	});

	test('tells the business with a webhook, and what had arrived stays there', async () => {
		const hook = await receiver();
		await world.control('webhooks', { gateway: 'xobito', url: hook.url });
		const before = await world.send('xobito');
		await world.pass(10_000);
		await world.control('people', { phone: anna, off: true });
		expect(stateOf(before.id)).toBe('delivered');
		hook.got.splice(0);
		await world.send('xobito');
		await world.pass(60_000);
		const events = () => hook.got.map(({ json }) => json.event);
		expect(events()).not.toContain('message.delivered');
		await world.control('people', { phone: anna, off: false });
		await world.settled();
		expect(events()).toContain('message.delivered');
		await hook.close();
	});

	test('is off since it was turned off, however often that is asked for', async () => {
		const { id } = await world.send('qyvo');
		await world.pass(1500);
		await world.control('people', { phone: anna, off: true });
		await world.pass(5000);
		await world.control('people', { phone: anna, off: true });
		expect(stateOf(id)).toBe('sent');
	});

	test('is no other phone', async () => {
		await world.control('people', { phone: chloe, off: true });
		const { id } = await world.send('qyvo');
		await world.pass(5000);
		expect(stateOf(id)).toBe('delivered');
	});
});

describe('a person who blocks the business', () => {
	test.each(gateways)('leaves what %s sends at one tick for ever', async (gateway) => {
		await world.control('people', { phone: anna, gateway, blocked: true });
		const { id } = await world.send(gateway);
		await world.pass(60_000);
		expect(stateOf(id)).toBe('sent');
		await world.control('people', { phone: anna, gateway, blocked: false });
		await world.pass(60_000);
		expect(stateOf(id)).toBe('sent');
		const next = await world.send(gateway);
		await world.pass(60_000);
		expect(stateOf(next.id)).toBe('delivered');
	});

	test('blocks one gateway, or all of them', async () => {
		const { people } = world.sandbox.store;
		const blocking = () => gateways.filter((gateway) => people.isBlocked(gateway, anna));
		await world.control('people', { phone: anna, gateway: 'wacr', blocked: true });
		expect(blocking()).toEqual(['wacr']);
		await world.control('people', { phone: anna, blocked: true });
		expect(blocking()).toEqual(gateways);
	});

	test('a message that fails has failed all the same', async () => {
		await world.control('people', { phone: anna, blocked: true });
		await world.control('faults', { fails: '(#131026) Message undeliverable' });
		const { text, token } = factsFor('qyvo');
		await world.ask('POST', `/qyvo${text.path}`, text.body(anna, 'Hello'), token);
		const { id } = world.sandbox.store.ledger.undelivered[0] ?? { id: '' };
		await world.pass(5000);
		expect(stateOf(id)).toBe('failed');
	});
});

describe('a window that is set by hand', () => {
	const sends = async (gateway: string, phone: string) => {
		const { text, token } = factsFor(gateway);
		const { store } = world.sandbox;
		const before = store.ledger.messages.length;
		await world.ask('POST', `/${gateway}${text.path}`, text.body(phone, 'Hello'), token);
		return store.ledger.messages.length > before;
	};

	test.each(gateways)('lets free text of %s through, or not', async (gateway) => {
		expect(await sends(gateway, anna)).toBe(true);
		await world.control('window', { phone: anna, gateway, open: false });
		expect(await sends(gateway, anna)).toBe(false);
		await world.control('window', { phone: anna, gateway, open: true });
		expect(await sends(gateway, anna)).toBe(true);
		await world.control('clock', { advance: 24 * 3600 });
		expect(await sends(gateway, anna)).toBe(false);
	});

	test('lasts until the person writes', async () => {
		await world.control('window', { phone: anna, open: false });
		await world.control('inbound', { phone: anna, gateway: 'qyvo', text: 'Hi' });
		expect([await sends('qyvo', anna), await sends('wacr', anna)]).toEqual([true, false]);
	});

	test('is open for somebody who never wrote', async () => {
		await world.control('window', { phone: chloe, gateway: 'qyvo', open: true });
		expect(await sends('qyvo', chloe)).toBe(true);
	});
});

describe('a file that a person attached', () => {
	const attach = async (media: object) => {
		const { messages } = await world.control('inbound', { phone: anna, gateway: 'qyvo', media });
		return await fetch(`${world.url}/_sandbox/file?id=${messages[0].media.id}`);
	};
	const png = Buffer.from('iVBORw0KGgo=', 'base64');

	test('is given back as it was', async () => {
		const answer = await attach({
			type: 'image',
			mimeType: 'image/png',
			data: png.toString('base64'),
		});
		expect(answer.headers.get('content-type')).toBe('image/png');
		expect(Buffer.from(await answer.arrayBuffer())).toEqual(png);
	});

	test.each([
		'text/html',
		'image/svg+xml',
		'application/xhtml+xml',
		'text/javascript',
		'image/png; x',
	])('is never shown as %s', async (mimeType) => {
		const data = Buffer.from('<script>alert(1)</script>').toString('base64');
		const answer = await attach({ type: 'document', mimeType, data });
		expect(Object.fromEntries(answer.headers)).toMatchObject({
			'content-type': 'application/octet-stream',
			'content-security-policy': "default-src 'none'; sandbox",
			'x-content-type-options': 'nosniff',
		});
	});

	test('is made up where only its size was given', async () => {
		const answer = await attach({ type: 'audio', bytes: 7 });
		expect((await answer.arrayBuffer()).byteLength).toBe(7);
	});
});

describe('the guide', () => {
	test('is kept over a reset, and leads to http addresses alone', async () => {
		const guide = {
			editorUrl: 'http://127.0.0.1:5678/',
			firstExample: { name: 'Order', url: 'http://127.0.0.1:5678/workflow/1', hint: 'Write “Hi”' },
		};
		expect(await world.control('guide', guide)).toEqual(guide);
		await world.control('reset');
		expect(world.sandbox.store.guide).toEqual(guide);
		for (const editorUrl of ['javascript:alert(1)', 'data:text/html,x', '/editor', '']) {
			const { status } = await world.ask('POST', '/_sandbox/guide', { editorUrl });
			expect(status).toBe(400);
		}
	});
});
