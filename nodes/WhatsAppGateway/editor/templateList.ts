import type {
	ILoadOptionsFunctions,
	INodeListSearchResult,
	INodePropertyOptions,
} from 'n8n-workflow';

import { GatewayError } from '../core/faults';
import type { Gateway } from '../core/gateway';
import { rethrow } from '../core/rethrow';
import type { Template } from '../core/template';
import { templateLanguages } from '../whatsapp/templateLanguages';
import { readSelectedTemplate, withEditorSession } from './editorSession';
import { openReading } from './templateReading';

/** How far a search has come that stopped for its length; `null` for one that did not. */
function describeCut(found: number, cutAfter: number | null): string | null {
	if (cutAfter === null) return null;
	return found === 0
		? `Not in the first ${cutAfter}: choose By Name or ID`
		: `Only ${cutAfter} searched: or choose By Name or ID`;
}

/** @param category the only one that is listed; all of them without it */
async function search(
	context: ILoadOptionsFunctions,
	filter: string,
	paginationToken: string | undefined,
	category?: string,
): Promise<INodeListSearchResult> {
	return await withEditorSession(context, async ({ accountKey, templates, gateway }) => {
		const index = Number(paginationToken ?? 0) || 0;
		try {
			const reading = openReading(accountKey, filter, index, category);
			const { options, isLast, cutAfter } = await reading.page(
				index,
				async (wanted, cursor) => await templates.page(wanted, cursor),
			);
			const remark = filter === '' ? null : describeCut(options.length, cutAfter);
			// Where nothing was found so far, there is nothing to scroll.
			const goesOn = !isLast && (remark === null || options.length > 0);
			return {
				results: [...options, ...(remark === null ? [] : [{ name: remark, value: '' }])],
				...(goesOn && { paginationToken: String(index + 1) }),
			};
		} catch (error) {
			if (!(error instanceof GatewayError) || error.fault !== 'unsupported') {
				return rethrow(error);
			}
			const name = `${gateway.name} does not list its templates here: choose By Name or ID instead`;
			return { results: [{ name, value: '' }] };
		}
	});
}

/**
 * Searches the templates of the account, a page at a time: n8n asks for the next one, by the token, where
 * the user has scrolled to the end. The stored value is the name, which is the same at every gateway, so
 * that a workflow keeps working with the credential of another gateway.
 */
export async function searchTemplates(
	this: ILoadOptionsFunctions,
	filter = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await search(this, filter, paginationToken);
}

/** Searches the templates for one-time passwords, as {@link searchTemplates}. */
export async function searchAuthenticationTemplates(
	this: ILoadOptionsFunctions,
	filter = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await search(this, filter, paginationToken, 'AUTHENTICATION');
}

/**
 * What stands for no language in the list; `null` where one has to be chosen: n8n marks a field whose value
 * is not in its list, an empty one and the language of an earlier template alike. The words without a template
 * are still shown once one with several languages is selected.
 */
function languageLeftOpen(gateway: Gateway, template: Template | undefined): string | null {
	if (template === undefined) return 'Select a template, then a language';
	return gateway.templates?.support.needsLanguage === true ? null : `Chosen by ${gateway.name}`;
}

/**
 * Loads the languages in which the selected template can be sent. The only one is selected without a choice;
 * where there are several, the choice is left open only where the gateway makes it.
 */
export async function getLanguages(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return await withEditorSession(this, async (session) => {
		const reference = readSelectedTemplate(this);
		const template = reference && (await session.templates.get({ ...reference, language: '' }));
		const languages = template === null ? templateLanguages : (template?.languages ?? []);
		const displayNames = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'code' });
		const options = languages.map((code) => ({
			name: `${languageName(displayNames, code)} (${code})`,
			value: code,
		}));
		const [only, ...others] = options;
		// Nothing is stored for the only one, so that the form shows it without a click; unless it was chosen.
		if (template && only !== undefined && others.length === 0) {
			return reference?.language === only.value ? options : [{ ...only, value: '' }];
		}
		// Without the template, its language has to be given.
		if (template === null) return options;
		const open = languageLeftOpen(session.gateway, template);
		return open === null ? options : [{ name: open, value: '' }, ...options];
	});
}

/** The English name of a language; Meta writes `pt_BR` for `pt-BR`. */
function languageName(displayNames: Intl.DisplayNames, code: string): string {
	try {
		return displayNames.of(code.replace('_', '-')) ?? code;
	} catch {
		return code;
	}
}
