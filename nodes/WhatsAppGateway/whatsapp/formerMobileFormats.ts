/** A form of mobile numbers that a country has left, and in which WhatsApp still keeps some accounts. */
interface FormerFormat {
	/** E.164, of the former form only. */
	readonly pattern: RegExp;
	/** What is uncommon about the number, and what to do if it does not arrive. */
	readonly note: string;
	/** Where the change, or what WhatsApp makes of it, is written down. */
	readonly source: string;
}

/**
 * Former forms of mobile numbers. A number is never rewritten: the form of the account decides, and only
 * WhatsApp knows it.
 */
export const formerMobileFormats: readonly FormerFormat[] = [
	{
		pattern: /^\+55\d{2}[6-9]\d{7}$/,
		note: 'This Brazilian mobile number lacks the ninth digit. If it does not arrive, write it with a 9 after the area code.',
		source: 'https://support.gupshup.io/hc/en-us/articles/4407840924953',
	},
	{
		pattern: /^\+521\d{10}$/,
		note: 'This Mexican number has the old 1 after +52. If it does not arrive, write it without the 1.',
		source: 'https://support.gupshup.io/hc/en-us/articles/4407840924953',
	},
	{
		pattern: /^\+54(?!9)\d{10}$/,
		note: 'This Argentinian number lacks the 9 after +54 that mobile numbers have. If it does not arrive, write it with the 9.',
		source:
			'https://green-api.com/en/docs/faq/features-of-sending-and-receiving-messages-from-different-countries',
	},
	{
		// WhatsApp kept the accounts that existed: https://github.com/devlikeapro/waha/issues/1894
		pattern: /^\+225(?![23])\d{8}$/,
		note: 'This number of Côte d’Ivoire (Ivory Coast) has the 8 digits from before 2021. If it does not arrive, write it with the 01, 05 or 07 that its network has put before it.',
		source: 'https://www.itu.int/dms_pub/itu-t/oth/02/02/T02020000310006PDFE.pdf',
	},
	{
		pattern: /^\+229[4-9]\d{7}$/,
		note: 'This number of Benin has the 8 digits from before November 2024. If it does not arrive, write it with 01 after +229.',
		source: 'https://fr.allafrica.com/stories/202411300249.html',
	},
	{
		pattern: /^\+2410[24567]\d{6}$/,
		note: 'This number of Gabon has the form from before November 2019. If it does not arrive, write it without the 0 after +241, and with a 6 (Moov, Libertis) or a 7 (Airtel) instead.',
		source:
			'https://agenceafrique.com/19321-les-numeros-de-telephone-au-gabon-passent-de-8-a-9-chiffres-des-le-15-novembre.html',
	},
	{
		pattern: /^\+237[579]\d{7}$/,
		note: 'This number of Cameroon has the 8 digits from before November 2014. If it does not arrive, write it with a 6 after +237.',
		source:
			'https://www.africatopsuccess.com/cameroon-phone-dialing-plan-moved-from-8-to-9-digits/',
	},
	{
		pattern: /^\+230[79]\d{6}$/,
		note: 'This number of Mauritius has the 7 digits from before September 2013. If it does not arrive, write it with a 5 after +230.',
		source:
			'https://www.commsupdate.com/articles/2013/09/02/mauritius-migrates-to-a-new-8-digit-mobile-numbering-plan/',
	},
	{
		pattern: /^\+841(?:2\d|6[2-9]|8[68]|99)\d{7}$/,
		note: 'This Vietnamese number has the form from before September 2018. If it does not arrive, write it with the two digits that have replaced its first three (032 for 0162, 070 for 0120).',
		source:
			'https://urbanisthanoi.com/vietnam-news/13143-vietnam-to-switch-all-11-digit-mobile-numbers-to-10-digits',
	},
];

/** What is uncommon about a number in E.164; empty for most. */
export function formerFormatNotes(e164: string): string[] {
	return formerMobileFormats.filter(({ pattern }) => pattern.test(e164)).map(({ note }) => note);
}
