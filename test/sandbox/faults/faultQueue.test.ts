import { facts, factsFor, gateways } from '../facts';
import { anna, ben, texting, type Answered } from '../texting';

let world = texting();
beforeEach(() => (world = texting()));

describe('a bad fault is refused and names the field', () => {
	const limited = { after: 5 };
	const slow = { bytes: 10, everyMs: 10 };
	test.each([
		[{ status: 500, phone: 'home' }, /^phone: /],
		[{ status: 500, phone: 491713920012 }, /^phone: /],
		[{ status: 500, phones: [anna] }, /^phones: not a field here/],
		[{ phone: anna }, /or twice: at least one of them/],
		[{ limited: 5 }, /^limited: /],
		[{ limited: {} }, /^limited\.after: /],
		[{ limited: { after: '5' } }, /^limited\.after: /],
		[{ limited: { after: -1 } }, /^limited\.after: /],
		[{ limited: { after: 1.5 } }, /^limited\.after: /],
		[{ limited: { after: 5, form: 'header' } }, /^limited\.form: /],
		[{ limited: { after: 5, in: 'header' } }, /^limited\.in: not a field here/],
		[{ slow: true }, /^slow: /],
		[{ slow: { bytes: 1 } }, /^slow\.everyMs: /],
		[{ slow: { everyMs: 1 } }, /^slow\.bytes: /],
		[{ slow: { bytes: 0, everyMs: 1 } }, /^slow\.bytes: /],
		[{ slow: { bytes: 1, everyMs: 1e9 } }, /^slow\.everyMs: /],
		[{ truncate: -1 }, /^truncate: /],
		[{ truncate: '10' }, /^truncate: /],
		[{ fails: '' }, /^fails: /],
		[{ fails: true }, /^fails: /],
		[{ twice: 2 }, /^twice: /],
		[{ twice: false }, /or twice: at least one of them/],
		[{ limited, status: 429 }, /^limited: not together with status; /],
		[{ limited, body: 'x' }, /^limited: not together with body; /],
		[{ limited, reset: true }, /^limited: not together with reset; /],
		[{ limited, after: 'accepted' }, /^limited: .*leave out after/],
		[
			{ limited, twice: true },
			/^twice: with limited nothing reaches the gateway; leave one out\.$/,
		],
		[{ reset: true, truncate: 5 }, /^reset: not together with truncate; /],
		[{ reset: true, slow }, /^reset: not together with slow; /],
		[{ reset: true, status: 500 }, /^reset: not together with status; /],
		[{ fails: null, status: 502 }, /^fails: with status .* add after: "accepted"\.$/],
		[{ fails: 'x', reset: true }, /^fails: with reset /],
		[{ twice: true, body: 'x' }, /^twice: with body /],
		[{ receives: -1 }, /^receives: /],
		[{ receives: 5, reset: true }, /^receives: with reset .* add after: "accepted"\.$/],
	])('%j', async (fault, sentence) => {
		const { status, body } = await world.control('POST', 'faults', fault);
		expect([status, body]).toEqual([400, { message: expect.stringMatching(sentence) }]);
		expect((await world.control('GET', 'faults')).body).toEqual({ faults: [] });
	});
});

test('a valid combination is accepted and listed with its defaults', async () => {
	const fault = { after: 'accepted', status: 502, fails: null, twice: true, times: 3 };
	await world.addFault({ ...fault, phone: '0049 171 392 00 12', slow: { bytes: 1, everyMs: 1 } });
	expect((await world.control('GET', 'faults')).body).toEqual({
		faults: [{ ...fault, phone: anna, slow: { bytes: 1, everyMs: 1 } }],
	});
	await world.control('DELETE', 'faults');
	await world.addFault({ reset: false, limited: { after: 0 }, headers: { 'X-Cache': 'MISS' } });
});

test('a fault lets so many requests pass first', async () => {
	await world.addFault({ phone: anna, status: 503, skip: 2 });
	const statuses = [];
	for (const phone of [anna, anna, anna, anna]) {
		statuses.push((await world.text('qyvo', phone)).status);
	}
	expect(statuses).toEqual([200, 200, 503, 200]);
});

describe('a fault for one recipient', () => {
	test.each(gateways)(
		'at %s does not affect the others, whose bodies are still read',
		async (id) => {
			await world.control('POST', 'inbound', { phone: ben, text: 'Hello' });
			await world.addFault({ gateway: id, phone: ben, status: 503 });
			const { accepted } = factsFor(id).text;
			expect((await world.text(id, anna)).status).toBe(accepted);
			expect((await world.text(id, ben)).status).toBe(503);
			expect((await world.text(id, ben)).status).toBe(accepted);
			expect(world.arrived().map(({ phone }) => phone)).toEqual([anna, ben]);
		},
	);

	test.each(gateways.filter((id) => facts[id]?.upload !== undefined))(
		'at %s finds the recipient in a form with a file, which arrives unchanged',
		async (id) => {
			const { path = '', field = '' } = factsFor(id).upload ?? {};
			const send = async (phone: string) => {
				const form = new FormData();
				form.set(field, phone);
				form.set('media_type', 'image');
				form.set('media_file', new File(['bytes'], 'a.png', { type: 'image/png' }));
				return (await world.ask(id, 'POST', path, form)).status;
			};
			await world.addFault({ phone: anna, status: 503, after: 'accepted' });
			await world.control('POST', 'inbound', { phone: ben, text: 'Hello' });
			expect([await send(ben), await send(anna), await send(anna)]).toEqual([200, 503, 200]);
			expect(world.arrived().map(({ phone, mediaUrl }) => [phone, mediaUrl])).toEqual([
				[ben, 'upload:a.png'],
				[anna, 'upload:a.png'],
				[anna, 'upload:a.png'],
			]);
		},
	);

	test('compares only digits', async () => {
		await world.addFault({ phone: anna, status: 503, times: 3 });
		for (const phone of ['491713920012', '+49 (171) 392-00-12', '0049 171 3920012']) {
			expect((await world.text('wacr', phone)).status).toBe(503);
		}
	});

	test('is not used by a request without a recipient or with an unreadable body', async () => {
		await world.addFault({ phone: anna, status: 503 });
		const { path } = factsFor('wacr').text;
		expect((await world.ask('wacr', 'GET', '/api/v2/account')).status).toBe(200);
		expect((await world.ask('wacr', 'POST', path, '{"phone":')).status).toBe(422);
		expect((await world.ask('wacr', 'POST', path, '["+491713920012"]')).status).toBe(422);
		expect((await world.text('wacr', anna)).status).toBe(503);
	});

	test('is used after the faults that were queued before it', async () => {
		await world.addFault({ status: 501, times: 2 });
		await world.addFault({ phone: anna, status: 502 });
		await world.addFault({ phone: ben, status: 503 });
		await world.addFault({ phone: anna, status: 504 });
		const statuses = [];
		for (const phone of [anna, ben, ben, anna, anna, anna]) {
			statuses.push((await world.text('qyvo', phone)).status);
		}
		expect(statuses).toEqual([501, 501, 503, 502, 504, 200]);
	});
});

test.each(gateways)('%s answers with the sandbox’s time in every answer', async (id) => {
	const date = (answer: Answered) => answer.headers.get('date');
	await world.control('POST', 'clock', { now: '2031-05-01T12:00:00Z' });
	const now = 'Thu, 01 May 2031 12:00:00 GMT';
	expect(date(await world.text(id))).toBe(now);
	expect(date(await world.ask(id, 'GET', '/nowhere'))).toBe(now);
	await world.addFault({ limited: { after: 5 } });
	await world.addFault({ status: 503 });
	await world.addFault({ status: 503, headers: { Date: 'Thu, 01 Jan 1970 00:00:00 GMT' } });
	expect(date(await world.text(id))).toBe(now);
	expect(date(await world.text(id))).toBe(now);
	expect(date(await world.text(id))).toBe('Thu, 01 Jan 1970 00:00:00 GMT');
});

test('the overview shows the available faults', async () => {
	const { text } = await world.control('GET', '');
	for (const word of [
		'phone?',
		'limited',
		'slow',
		'truncate',
		'fails',
		'receives',
		'twice',
		'speed',
		'rate-limit',
	]) {
		expect(text).toContain(word);
	}
});
