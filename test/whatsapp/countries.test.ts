import { getCountries, getCountryCallingCode } from 'libphonenumber-js/mobile';

import { countries } from '../../nodes/WhatsAppGateway/whatsapp/countries';

test('the list that ships has the countries of libphonenumber; `npm run docs` writes it', () => {
	const known = getCountries().map((code) => [code, getCountryCallingCode(code)]);
	const listed = countries.map(({ code, callingCode }) => [code, callingCode]);
	expect(listed.sort()).toEqual(known.sort());
});
