import type { CtaUrlContent } from '../../../core/interactive';
import { asObject } from '../../../core/narrow';
import type { FileReader } from '../../../whatsapp/headerFiles';
import { readButtons, readCtaUrl, readList } from '../../../whatsapp/interactive';
import { describePrivateHost } from '../../../whatsapp/webAddress';
import { buttonText, type InteractiveType, replyId } from './interactiveType';
import { groupIntoSections } from './sections';

/** Up to three replies to tap. */
export const buttonsType: InteractiveType<'buttons'> = {
	kind: 'buttons',
	name: 'Reply Buttons',
	description: 'Up to three replies to tap',
	header: 'textOrFile',
	hasFooter: true,
	shape: '{"body", "buttons": ["Yes", {"title", "id"}]}',
	fields: [
		{
			displayName: 'Buttons',
			name: 'buttons',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true, maxAllowedFields: 3, sortable: true },
			placeholder: 'Add button',
			default: { button: [{ title: '', id: '' }] },
			description: 'One to three replies that the recipient can tap',
			options: [
				{
					displayName: 'Button',
					name: 'button',
					values: [
						{
							displayName: 'Title',
							name: 'title',
							type: 'string',
							required: true,
							default: '',
							placeholder: 'e.g. Yes, please',
							description: 'Up to 20 characters',
						},
						replyId,
					],
				},
			],
		},
	],
	form: ({ parameter }) => ({ buttons: asObject(parameter('buttons', {}))['button'] }),
	read: (value) => readButtons(value),
	buttons: ({ buttons }) => buttons.map(({ title }) => title),
};

/** Up to ten rows behind a button. */
export const listType: InteractiveType<'list'> = {
	kind: 'list',
	name: 'List',
	description: 'Up to ten rows to choose from',
	header: 'text',
	hasFooter: true,
	shape:
		'{"body", "button", "rows": ["Monday", {"title", "description", "id"}]} or "sections": [{"title", "rows"}]',
	fields: [
		buttonText,
		{
			displayName: 'Rows',
			name: 'rows',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true, maxAllowedFields: 10, sortable: true },
			placeholder: 'Add row',
			default: { row: [{ title: '', description: '', id: '', section: '' }] },
			description: 'One to ten rows to choose from. Rows of the same section are shown together.',
			options: [
				{
					displayName: 'Row',
					name: 'row',
					values: [
						{
							displayName: 'Title',
							name: 'title',
							type: 'string',
							required: true,
							default: '',
							placeholder: 'e.g. Monday',
							description: 'Up to 24 characters',
						},
						{
							displayName: 'Description',
							name: 'description',
							type: 'string',
							default: '',
							placeholder: 'e.g. 9 am to noon',
							description: 'A line below the title, up to 72 characters. Optional.',
						},
						replyId,
						{
							displayName: 'Section',
							name: 'section',
							type: 'string',
							default: '',
							placeholder: 'e.g. This week',
							description:
								'The title of the row’s section, up to 24 characters. Not needed if the list has one section.',
						},
					],
				},
			],
		},
	],
	form: ({ parameter }) => ({
		button: parameter('buttonText', ''),
		sections: groupIntoSections(asObject(parameter('rows', {}))['row']).map(
			({ title, entries }) => ({ title, rows: entries }),
		),
	}),
	read: readList,
	buttons: ({ button, sections }) => [
		button,
		...sections.flatMap(({ rows }) => rows.map(({ title }) => title)),
	],
};

/** Reads a link button; a page that the recipient cannot open is said in a note. */
function readLink(value: unknown, { isLocal, note }: FileReader): CtaUrlContent {
	const link = readCtaUrl(value);
	const sentence = isLocal ? null : describePrivateHost(link.url);
	if (sentence !== null) note(sentence);
	return link;
}

/** A button that opens a page. */
export const ctaUrlType: InteractiveType<'ctaUrl'> = {
	kind: 'ctaUrl',
	name: 'Link Button',
	description: 'One button that opens a page',
	header: 'textOrFile',
	hasFooter: true,
	shape: '{"body", "button", "url"}',
	fields: [
		buttonText,
		{
			displayName: 'URL',
			name: 'url',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. https://shop.example/orders/1042',
			description: 'The page that the button opens',
		},
	],
	form: ({ parameter }) => ({ button: parameter('buttonText', ''), url: parameter('url', '') }),
	read: readLink,
	buttons: ({ button, url }) => [`${button}: ${url}`],
};
