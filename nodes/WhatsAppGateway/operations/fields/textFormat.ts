import type { INodeProperties } from 'n8n-workflow';

import { readChoice } from '../../n8n/readOption';
import { markdownToWhatsApp } from '../../whatsapp/markdown';
import type { Item } from '../operation';

/** How a text is written, for every operation with a text of one's own. */
export const textFormat: INodeProperties = {
	displayName: 'Text Format',
	name: 'textFormat',
	type: 'options',
	options: [
		{
			name: 'As It Is',
			value: 'asItIs',
			description: 'WhatsApp’s own marks: *bold*, _italic_, ~strikethrough~',
		},
		{
			name: 'Markdown',
			value: 'markdown',
			description: 'As AI models write; converted to WhatsApp’s marks before it is sent',
		},
	],
	default: 'asItIs',
	description:
		'How the text is written. In Markdown, what WhatsApp has no mark for, such as headings, links and tables, becomes plain text that reads well.',
};

/** A text as it is sent, by the option Text Format. Lengths are checked afterwards. */
export function formatText(text: string, { options }: Pick<Item, 'options'>): string {
	const chosen = readChoice(options['textFormat'] ?? 'asItIs', textFormat);
	return chosen === 'markdown' ? markdownToWhatsApp(text) : text;
}
