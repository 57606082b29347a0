import type { RefusalRule } from '../../gatewayKit/refusalRule';

/** A refusal of a template's words, which Meta explains in its own ones. */
function refusedText(
	subcode: string,
	message: string,
	hint: string,
): RefusalRule & { readonly fault: 'invalidRequest' } {
	return {
		example: `100, subcode ${subcode}`,
		when: { subcode },
		fault: 'invalidRequest',
		message,
		hint,
		quotesGateway: true,
	};
}

/**
 * What Meta refuses when a template is created, changed, deleted or measured.
 * Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes
 */
export const templateFaultRules: readonly RefusalRule[] = [
	refusedText(
		'2388023',
		'Meta does not take a new template of this name now: one of the same name was deleted less than 30 days ago, or is being deleted.',
		'Choose another name, or wait until the 30 days are over.',
	),
	refusedText(
		'2388024',
		'The account has a template of this name in this language already.',
		'Change it with Template: Edit, or choose another name.',
	),
	{
		example: '100, subcode 2388019',
		when: { subcode: '2388019' },
		fault: 'planLimit',
		message: 'The account has as many templates as WhatsApp allows.',
		hint: 'Delete some that are not used any more; a verified business may have more of them.',
	},
	refusedText(
		'2388039',
		'This template cannot be changed now.',
		'One that is in review cannot be changed, and an approved one once in 24 hours and ten times in 30 days. Wait, or create a template of another name.',
	),
	refusedText(
		'2388040',
		'A part of the template has more characters than WhatsApp allows.',
		'A header and a footer have up to 60 characters, the body 1024, a button 25.',
	),
	refusedText(
		'2388047',
		'WhatsApp does not take the header of the template.',
		'A header has one line without line breaks, emojis and formatting, and one placeholder at most, with an example.',
	),
	refusedText(
		'2388072',
		'WhatsApp does not take the body of the template.',
		'Give each placeholder an example, number them 1, 2, 3 or give all of them names, and leave out more than two line breaks in a row.',
	),
	refusedText(
		'2388073',
		'WhatsApp does not take the footer of the template.',
		'A footer has one line without placeholders and emojis.',
	),
	refusedText(
		'2388293',
		'The body of the template has too many placeholders for its length.',
		'Write more words around them, or use fewer placeholders.',
	),
	refusedText(
		'2388299',
		'A placeholder stands at the beginning or the end of the template’s body.',
		'Write a word before and after it; a full stop is not enough.',
	),
	{
		example: '100, subcode 2593002',
		when: { subcode: '2593002' },
		fault: 'templateNotFound',
		message: 'Meta has no template of this name.',
	},
	...['200005', '200007'].map((subcode): RefusalRule => ({
		example: `100, subcode ${subcode}`,
		when: { subcode },
		fault: 'notConfigured',
		message: 'Meta does not count how the templates of this account do.',
		hint: 'In WhatsApp Manager, open a template and confirm that you want its insights. It cannot be taken back, and counts from then on.',
	})),
];
