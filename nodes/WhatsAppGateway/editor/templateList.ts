import type {
	ILoadOptionsFunctions,
	INodeListSearchResult,
	INodePropertyOptions,
} from 'n8n-workflow';

import { GatewayError } from '../core/faults';
import { compareByApproval, type TemplateSummary } from '../core/template';
import { templateLanguages } from '../whatsapp/templateLanguages';
import { chosenTemplate, withEditorSession } from './editorSession';
import { rethrow } from '../core/rethrow';

/** One row for each name: gateways that list each language apart are shown like those that do not. */
function byName(summaries: readonly TemplateSummary[]): TemplateSummary[] {
	const merged = new Map<string, TemplateSummary>();
	for (const summary of summaries) {
		const known = merged.get(summary.name);
		merged.set(summary.name, {
			...summary,
			category: summary.category ?? known?.category ?? null,
			status: known?.status === 'approved' ? 'approved' : summary.status,
			languages: [...new Set([...(known?.languages ?? []), ...summary.languages])],
		});
	}
	return [...merged.values()].sort(compareByApproval);
}

const languagesShown = 4;

/** `order_confirmation (en, de) – Utility`, with a mark where it cannot be sent. */
function row({ name, languages, category, status }: TemplateSummary): string {
	const shown = languages.slice(0, languagesShown).join(', ');
	const more = languages.length > languagesShown ? ` +${languages.length - languagesShown}` : '';
	const kind =
		category === null ? '' : ` – ${category.charAt(0)}${category.slice(1).toLowerCase()}`;
	const exists = languages.length === 0 ? '' : ` (${shown}${more})`;
	const mark = status === 'approved' ? '' : ` – cannot be sent: ${status}`;
	return `${name}${exists}${kind}${mark}`;
}

/** The rows of the picker that hold every word of the filter, whatever its case. */
export function rows(
	summaries: readonly TemplateSummary[],
	filter: string,
): Array<{ name: string; value: string }> {
	const words = filter.toLowerCase().split(/\s+/);
	return byName(summaries)
		.map((summary) => ({ name: row(summary), value: summary.name }))
		.filter(({ name }) => words.every((word) => name.toLowerCase().includes(word)));
}

/**
 * The templates of the account for the picker. The stored value is the name, which means the same
 * to every gateway: a workflow moves to another gateway by swapping its credential.
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
			const name = `${session.gateway.name} does not tell its templates here: choose By Name instead`;
			return { results: [{ name, value: '' }] };
		}
		return { results: rows(summaries, filter) };
	});
}

/** The languages in which the chosen template exists, and the gateway's own choice. */
export async function getLanguages(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return await withEditorSession(this, async (session) => {
		const reference = chosenTemplate(this);
		const template = reference && (await session.templates.get({ ...reference, language: '' }));
		const names = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'code' });
		const languages = template === null ? templateLanguages : (template?.languages ?? []);
		return [
			...(template === null ? [] : [{ name: `Chosen by ${session.gateway.name}`, value: '' }]),
			...languages.map((code) => ({ name: `${languageName(names, code)} (${code})`, value: code })),
		];
	});
}

/** Meta writes `pt_BR` where the standard has `pt-BR`. */
function languageName(names: Intl.DisplayNames, code: string): string {
	try {
		return names.of(code.replace('_', '-')) ?? code;
	} catch {
		return code;
	}
}
