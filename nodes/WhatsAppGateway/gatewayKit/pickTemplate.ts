import { GatewayError } from '../core/faults';
import type { TemplateReference } from '../core/gateway';
import type { Message } from '../core/message';
import type { Template } from '../core/template';

/** How many names a hint tells. */
const maxNamesListed = 20;

function templateNotFound(
	name: string,
	gateway: string,
	names: readonly string[],
	howToGet: string,
) {
	const more = names.length > maxNamesListed ? ' …' : '.';
	return new GatewayError('templateNotFound', `${gateway} has no template “${name}”.`, {
		hint:
			names.length > 0
				? `Pick one from the list. The account has: ${names.slice(0, maxNamesListed).join(', ')}${more}`
				: `The account has no templates yet. ${howToGet}`,
	});
}

/**
 * One template of a list that has a row for each language: in the wanted language, or in the first
 * that is approved. Its `languages` are all those that can be sent.
 *
 * @param howToGet what to do where the account has none, as a sentence
 * @throws GatewayError `templateNotFound` with the names that exist
 */
export async function pickTemplate(
	all: AsyncIterable<Template> | Iterable<Template>,
	{ nameOrId, language }: TemplateReference,
	{ gateway, howToGet }: { readonly gateway: string; readonly howToGet: string },
): Promise<Template> {
	const names = new Set<string>();
	const rows: Template[] = [];
	for await (const row of all) {
		names.add(row.name);
		if (row.name === nameOrId || row.id === nameOrId) rows.push(row);
	}
	const approved = rows.filter(({ status }) => status === 'approved');
	const chosen = rows.find((row) => row.language === language) ?? approved[0] ?? rows[0];
	if (chosen === undefined) throw templateNotFound(nameOrId, gateway, [...names], howToGet);
	const sendable = approved.length > 0 ? approved : rows;
	return { ...chosen, languages: sendable.flatMap(({ languages }) => languages) };
}

/**
 * The language that a gateway wants named. Throws `invalidRequest` where there are several and none
 * is chosen.
 */
export function requireLanguage({ template, language }: Message<'template'>): string {
	const code = language ?? template.language;
	if (code !== null && (language !== null || template.languages.length < 2)) return code;
	throw new GatewayError(
		'invalidRequest',
		`The template “${template.name}” exists in several languages, and none is chosen.`,
		{ hint: `Choose one in the field Language: ${template.languages.join(', ')}.` },
	);
}
