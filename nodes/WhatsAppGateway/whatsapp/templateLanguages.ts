import { GatewayError } from '../core/faults';
import type { Template } from '../core/template';

/**
 * The languages in which WhatsApp approves templates, as Meta spells them; for accounts without a
 * template lookup.
 * Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/supported-languages
 */
export const templateLanguages: readonly string[] =
	'en en_US en_GB ar de es es_AR es_ES es_MX fr hi id it nl pt_BR pt_PT ru tr ur af sq az bn bg ca zh_CN zh_HK zh_TW hr cs da et fil fi ka el gu ha he hu ga ja kn kk rw_RW ko ky_KG lo lv lt mk ms ml mr nb fa pl pa ro sr sk sl sw sv ta te th uk uz vi zu'.split(
		' ',
	);

/** The fault of a template whose language is left open, where a message has to name one. */
export function languageIsOpen({ name, languages }: Template): GatewayError {
	return new GatewayError(
		'invalidRequest',
		`The template “${name}” exists in several languages, and none is chosen.`,
		{ hint: `Choose one in the field Language: ${languages.join(', ')}.` },
	);
}
