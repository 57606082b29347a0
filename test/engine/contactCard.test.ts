import type { INodeParameters } from 'n8n-workflow';

import { message } from './exampleMessages';
import { type Sandbox, startSandbox } from './sandboxClient';
import { sendOnceIn } from './sendOnce';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(async () => await sandbox.reset());

const send = sendOnceIn(() => sandbox);

const card = (additionalFields: INodeParameters | string, more: INodeParameters = {}) =>
	message('sendContactCard', { firstName: 'Ada', phone: '', ...more, additionalFields });

const everything = {
	addresses: {
		address: [
			{ street: 'Pariser Platz 1', zip: '10117', city: 'Berlin', countryCode: 'DE', type: 'HOME' },
			{ street: '', city: ' ' },
		],
	},
	birthday: '1990-05-21T00:00:00.000+02:00',
	department: 'Service',
	emails: { email: [{ email: 'ada@shop.example', type: 'WORK' }, { email: '' }] },
	jobTitle: 'Consultant',
	phones: {
		phone: [
			{ phone: '0171 3920099', type: 'WORK', onWhatsApp: true },
			{ phone: '030 1234567', type: 'MAIN', onWhatsApp: false },
		],
	},
	urls: { url: [{ url: 'https://shop.example/für dich' }] },
};

const shown = [
	...['Ada', 'Consultant, Service', '+491713920099', '030 1234567 (invite)', 'ada@shop.example'],
	...['https://shop.example/f%C3%BCr%20dich', 'Pariser Platz 1, 10117 Berlin', '1990-05-21'],
].join('\n');

describe.each(['metaCloud', 'wacrDeveloper'])('a contact card by %s', (gateway) => {
	test('has everything that WhatsApp shows of a person', async () => {
		const { failure, delivered } = await send(card(everything), undefined, gateway);
		expect(failure).toBeUndefined();
		expect(delivered[0]).toMatchObject({ kind: 'contacts', body: shown });
	});
});

test('a number can be known to WhatsApp by another one', async () => {
	const phones = { phone: [{ phone: '+5511987654321', waId: '+551187654321' }] };
	const { failure, delivered } = await send(card({ phones }));
	expect(failure).toBeUndefined();
	expect(delivered[0]?.body).toBe('Ada\n+5511987654321');
});

test.each<[string, INodeParameters, string]>([
	['a birthday that no calendar has', { birthday: '1990-02-30' }, '“1990-02-30” is no birthday.'],
	['a birthday in words', { birthday: 'in May' }, '“in May” is no birthday.'],
	['a page without its scheme', { urls: { url: [{ url: 'shop' }] } }, '“shop” is no web address.'],
	[
		'a type that WhatsApp does not know',
		{ emails: { email: [{ email: 'a@b.example', type: 'FAX' }] } },
		'Type must be one of HOME, WORK, but it is “FAX”.',
	],
	['no number and no email', { jobTitle: 'Consultant' }, 'The contact card needs a name, and'],
])('%s is refused before anything is sent', async (_what, fields, sentence) => {
	const { failure, delivered } = await send(card(fields));
	expect(failure?.message).toContain(sentence);
	expect(delivered).toEqual([]);
});
