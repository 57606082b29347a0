import type {
	ILoadOptionsFunctions,
	INodeListSearchResult,
	INodePropertyOptions,
} from 'n8n-workflow';

import { GatewayError } from '../core/faults';
import { rethrow } from '../core/rethrow';
import { compareByApproval, type TemplateSummary } from '../core/template';
import { templateLanguages } from '../whatsapp/templateLanguages';
import { readSelectedTemplate, withEditorSession } from './editorSession';

/** Merges summaries of the same name: some gateways list each language of a template separately. */
function mergeByName(summaries: readonly TemplateSummary[]): TemplateSummary[] {
	const merged = new Map<string, TemplateSummary>();
	for (const summary of summaries) {
		const earlier = merged.get(summary.name);
		merged.set(summary.name, {
			...summary,
			category: summary.category ?? earlier?.category ?? null,
			status: earlier?.status === 'approved' ? 'approved' : summary.status,
			languages: [...new Set([...(earlier?.languages ?? []), ...summary.languages])],
		});
	}
	return [...merged.values()].sort(compareByApproval);
}

const maxLanguagesShown = 4;

/** `order_confirmation (en, de) – Utility`, with the status of a template that cannot be sent. */
function templateLabel({ name, languages, category, status }: TemplateSummary): string {
	const listed = languages.slice(0, maxLanguagesShown).join(', ');
	const more =
		languages.length > maxLanguagesShown ? ` +${languages.length - maxLanguagesShown}` : '';
	return [
		name,
		languages.length === 0 ? '' : ` (${listed}${more})`,
		category === null ? '' : ` – ${category.charAt(0)}${category.slice(1).toLowerCase()}`,
		status === 'approved' ? '' : ` – cannot be sent: ${status}`,
	].join('');
}

/** The options of the template list whose labels contain every word of the filter. */
export function templateOptions(
	summaries: readonly TemplateSummary[],
	filter: string,
): Array<{ name: string; value: string }> {
	const filterWords = filter.toLowerCase().split(/\s+/);
	return mergeByName(summaries)
		.map((summary) => ({ name: templateLabel(summary), value: summary.name }))
		.filter(({ name }) => filterWords.every((word) => name.toLowerCase().includes(word)));
}

/**
 * Searches the templates of the account. The stored value is the name, which is the same at every
 * gateway, so that a workflow keeps working with the credential of another gateway.
 */
export async function searchTemplates(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	return await withEditorSession(this, async (session) => {
		const summaries: TemplateSummary[] = [];
		try {
			for await (const summary of session.templates.list()) summaries.push(summary);
		} catch (error) {
			if (!(error instanceof GatewayError) || error.fault !== 'unsupported') {
				return rethrow(error);
			}
			const name = `${session.gateway.name} does not list its templates here: choose By Name or ID instead`;
			return { results: [{ name, value: '' }] };
		}
		return { results: templateOptions(summaries, filter) };
	});
}

/** Loads the languages of the selected template, and the option to leave the choice to the gateway. */
export async function getLanguages(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return await withEditorSession(this, async (session) => {
		const reference = readSelectedTemplate(this);
		const template = reference && (await session.templates.get({ ...reference, language: '' }));
		const languages = template === null ? templateLanguages : (template?.languages ?? []);
		const displayNames = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'code' });
		return [
			...(template === null ? [] : [{ name: `Chosen by ${session.gateway.name}`, value: '' }]),
			...languages.map((code) => ({
				name: `${languageName(displayNames, code)} (${code})`,
				value: code,
			})),
		];
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
