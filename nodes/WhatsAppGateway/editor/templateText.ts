import type { ILoadOptionsFunctions, ResourceMapperFields } from 'n8n-workflow';

import { GatewayError } from '../core/faults';
import { rethrow } from '../core/rethrow';
import type { Template } from '../core/template';
import { placeholderPattern } from '../whatsapp/placeholders';
import { previewTemplate, type Preview } from '../whatsapp/templatePreview';
import { readSelectedTemplate, withEditorSession } from './editorSession';
import { escapeHtml } from './html';

/** A text of the gateway as HTML: escaped, with its lines, and its placeholders marked. */
function toHtml(text: string): string {
	return escapeHtml(text.trim())
		.replace(placeholderPattern, '<code>{{$1}}</code>')
		.replace(/\r?\n/g, '<br>');
}

function partLines({ header, body, buttons }: Pick<Preview, 'header' | 'body' | 'buttons'>) {
	return {
		above: [header === null ? '' : `<b>${toHtml(header)}</b>`, toHtml(body)],
		below: buttons.map((button) => `▸ ${toHtml(button)}`),
	};
}

/** What is said above the text of a template that cannot be sent; also of one that was approved when it was chosen. */
function warningOf({ status }: Template): string {
	return status === 'approved'
		? ''
		: `<b>Not approved: WhatsApp’s status of this template is ${status}, so it cannot be sent.</b>`;
}

/** The whole text of a template as HTML, from the header to the buttons and the cards. */
function templateHtml(template: Template): string {
	const { cards = [], offer, footer, ...main } = previewTemplate(template, {});
	const { above, below } = partLines(main);
	const inCards = cards.flatMap((card, index) => {
		const lines = partLines(card);
		return [`<b>Card ${index + 1}</b>`, ...lines.above, ...lines.below];
	});
	return [
		warningOf(template),
		...above,
		toHtml(offer ?? ''),
		footer === null ? '' : `<i>${toHtml(footer)}</i>`,
		...below,
		...inCards,
	]
		.filter((line) => line !== '')
		.join('<br>');
}

/**
 * Loads the text of the selected template, shown as the notice of a form without fields: n8n has no other way to
 * show a text that it asks a node for.
 */
export async function getTemplateText(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	return await withEditorSession(this, async (session) => {
		const reference = readSelectedTemplate(this);
		const notice = (emptyFieldsNotice: string) => ({ fields: [], emptyFieldsNotice });
		if (reference === undefined) return notice('');
		try {
			const template = await session.templates.get(reference);
			return notice(
				template === null
					? `${session.gateway.name} does not show the texts of its templates here.`
					: templateHtml(template),
			);
		} catch (error) {
			// The field Placeholders says what is the matter.
			if (!(error instanceof GatewayError)) return rethrow(error);
			return notice(toHtml(error.message));
		}
	});
}
