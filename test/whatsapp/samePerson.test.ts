import { isSamePerson } from '../../nodes/WhatsAppGateway/whatsapp/samePerson';

test.each([
	['+5511987654321', '+551187654321'],
	['+5215512345678', '+525512345678'],
	['+5491123456789', '+541123456789'],
	['+2290197123456', '+22997123456'],
	['+237671234567', '+23771234567'],
	['+23057123456', '+2307123456'],
	['+491713920012', '+491713920012'],
	['DE.1234567890', 'DE.1234567890'],
])('%s and %s are one person', (a, b) => {
	expect(isSamePerson(a, b)).toBe(true);
	expect(isSamePerson(b, a)).toBe(true);
});

test.each([
	['+5511987654321', '+5521987654321'],
	// A landline in Brazil never had the ninth digit.
	['+5511932654321', '+551132654321'],
	['+525512345678', '+525512345679'],
	['+491713920012', '+491713920013'],
	['DE.1234567890', '+491713920012'],
])('%s and %s are two', (a, b) => {
	expect(isSamePerson(a, b)).toBe(false);
});
