import { getCountries, getCountryCallingCode } from 'libphonenumber-js/mobile';

/** The file with the countries, which ships. */
export const countriesFile = 'nodes/WhatsAppGateway/whatsapp/countries.ts';

/** The countries that libphonenumber knows, by English name, as TypeScript. */
export function countriesText(): string {
	const names = new Intl.DisplayNames(['en'], { type: 'region' });
	const rows = getCountries()
		.map((code) => ({ code, name: names.of(code) ?? code, prefix: getCountryCallingCode(code) }))
		.sort((a, b) => a.name.localeCompare(b.name, 'en'))
		.map(({ code, name, prefix }) => `\t['${code}', '${name.replaceAll("'", '’')}', '${prefix}'],`);
	return `/** A country with its calling code. */
export interface Country {
	/** As ISO 3166-1 alpha-2 has it. */
	readonly code: string;
	readonly name: string;
	readonly callingCode: string;
}

/** Written by \`npm run docs\` from libphonenumber, whose numbering plans take long to load. */
const rows: ReadonlyArray<readonly [code: string, name: string, callingCode: string]> = [
${rows.join('\n')}
];

/** Every country, sorted by English name. */
export const countries: readonly Country[] = rows.map(([code, name, callingCode]) => ({
	code,
	name,
	callingCode,
}));
`;
}
