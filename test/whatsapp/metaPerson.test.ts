import { toPerson } from '../../nodes/WhatsAppGateway/whatsapp/metaPerson';

const anna = { wa_id: '491713920012', profile: { name: 'Anna' } };
const hidden = { user_id: 'US.134912', profile: { name: 'Chloe', username: 'chloe' } };
const of = (number: string | null, userId: string | null = null) => ({ number, userId });

describe('the only profile of a payload', () => {
	test.each([
		['Brazil', '5511987654321', '551187654321'],
		['Mexico', '525512345678', '5215512345678'],
		['Argentina', '541123456789', '5491123456789'],
		['Benin', '22997123456', '2290197123456'],
		['Gabon', '24106123456', '24166123456'],
	])('is that of a number in another form: %s', (_country, number, waId) => {
		const profile = { wa_id: waId, profile: { name: 'Ana' } };
		expect(toPerson(of(number), [profile])).toMatchObject({
			from: `+${number}`,
			contact: { id: waId, name: 'Ana' },
		});
	});

	test('is not taken for another person’s', () => {
		expect(toPerson(of('15551230002'), [anna])).toMatchObject({
			from: '+15551230002',
			contact: { id: '15551230002', name: null },
		});
	});

	test('names a hidden person, and nobody else', () => {
		expect(toPerson(of(null, 'US.134912'), [hidden])).toMatchObject({
			from: null,
			contact: { id: 'US.134912', name: 'Chloe', userId: 'US.134912' },
		});
		expect(toPerson(of(null, 'US.134912'), [anna])).toMatchObject({
			from: null,
			contact: { id: 'US.134912', name: null },
		});
		expect(toPerson(of('15551230002'), [hidden])).toMatchObject({
			contact: { id: '15551230002', name: null, userId: null },
		});
	});
});

test('an id that is no number is not that of a profile without a number', () => {
	expect(toPerson(of('0'), [hidden, anna])).toMatchObject({ contact: { id: '0', name: null } });
});
