/**
 * What the current form of a mobile number has that its former one had not, where the two name one and the
 * same person. Only countries in which each former number became exactly one current number.
 * Sources: those of `formerMobileFormats.ts`
 */
const additions: ReadonlyArray<readonly [current: RegExp, former: string]> = [
	// Brazil: the ninth digit.
	[/^\+55(\d{2})9([6-9]\d{7})$/, '+55$1$2'],
	// Mexico: the 1 is the former form.
	[/^\+521(\d{10})$/, '+52$1'],
	// Argentina: the 9 of mobile numbers.
	[/^\+549(\d{10})$/, '+54$1'],
	// Benin: 01.
	[/^\+22901([4-9]\d{7})$/, '+229$1'],
	// Cameroon: the 6.
	[/^\+2376([579]\d{7})$/, '+237$1'],
	// Mauritius: the 5.
	[/^\+2305([79]\d{6})$/, '+230$1'],
];

/** What all forms of a person's number have in common; another recipient as it is. */
export function shortForm(number: string): string {
	const [pattern, form] = additions.find(([current]) => current.test(number)) ?? [];
	return pattern === undefined || form === undefined ? number : number.replace(pattern, form);
}

/**
 * Whether two recipients are one person: the same user id or number, in E.164, also where WhatsApp names a
 * number in the form that its country has left or taken since.
 */
export function isSamePerson(a: string, b: string): boolean {
	return shortForm(a) === shortForm(b);
}
