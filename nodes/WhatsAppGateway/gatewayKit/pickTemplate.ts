import { GatewayError } from '../core/faults';
import type { TemplateReference } from '../core/gateway';
import type { Message } from '../core/message';
import type { Template } from '../core/template';
import { languageIsOpen } from '../whatsapp/templateLanguages';

const maxNamesInHint = 20;

/** Where templates come from, for the sentences about a missing one. */
export interface TemplateSource {
	/** The gateway's name. */
	readonly gateway: string;
	/** What to do if the account has none, as a sentence. */
	readonly howToGet: string;
}

/** The fault of a template that does not exist, with the names of those that do; `null` where they are not known. */
export function templateNotFound(
	name: string,
	names: readonly string[] | null,
	{ gateway, howToGet }: TemplateSource,
): GatewayError {
	const message = `${gateway} has no template “${name}”.`;
	if (names === null) return new GatewayError('templateNotFound', message);
	const known = names.filter((one) => one !== '');
	const end = known.length > maxNamesInHint ? ' …' : '.';
	return new GatewayError('templateNotFound', message, {
		hint:
			known.length > 0
				? `Pick one from the list. The account has: ${known.slice(0, maxNamesInHint).join(', ')}${end}`
				: `The account has no templates yet. ${howToGet}`,
	});
}

/**
 * One template of a list that has a row for each language: in the wanted language, or in the first
 * that is approved. Its `languages` are all those that can be sent.
 *
 * @throws GatewayError `templateNotFound` with the names that exist
 */
export async function pickTemplate(
	templates: AsyncIterable<Template> | Iterable<Template>,
	{ nameOrId, language }: TemplateReference,
	source: TemplateSource,
): Promise<Template> {
	const names = new Set<string>();
	const candidates: Template[] = [];
	for await (const template of templates) {
		names.add(template.name);
		if (template.name === nameOrId || template.id === nameOrId) candidates.push(template);
	}
	const approved = candidates.filter(({ status }) => status === 'approved');
	const inLanguage = candidates.find((template) => template.language === language);
	const chosen = inLanguage ?? approved[0] ?? candidates[0];
	if (chosen === undefined) throw templateNotFound(nameOrId, [...names], source);
	const sendable = approved.length > 0 ? approved : candidates;
	return { ...chosen, languages: sendable.flatMap(({ languages }) => languages) };
}

/**
 * The language of a message, for gateways that require one.
 *
 * @throws GatewayError `invalidRequest` if the template has several and none is chosen
 */
export function requireLanguage({ template, language }: Message<'template'>): string {
	const code = language ?? template.language;
	if (code !== null && (language !== null || template.languages.length < 2)) return code;
	throw languageIsOpen(template);
}
