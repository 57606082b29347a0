import { asRecord } from '../../state/record';
import type {
	HeaderType,
	SeedButton,
	SeedTemplate,
	TemplateStatus,
} from '../../state/seedTemplate';
import { none, objects, type Fields } from './refusal';
import type { TemplateBook } from './templateBook';
import { templates, type MetaTemplate, type TemplateRow } from './templates';

function headerOf({ format, example }: Fields): SeedTemplate['header'] {
	const handles = asRecord(example)?.['header_handle'];
	const mediaUrl = Array.isArray(handles) ? String(handles[0]) : undefined;
	return { type: String(format) as HeaderType, ...(mediaUrl !== undefined && { mediaUrl }) };
}

/** A template that was created here, in the form of those of the seed, so that it can be sent as they are. */
function madeTemplate({ id, ...row }: TemplateRow): MetaTemplate {
	const find = (type: string) => objects(row.components).find((one) => one['type'] === type);
	const header = find('HEADER');
	const footer = find('FOOTER')?.['text'];
	const translation = {
		status: row.status as TemplateStatus,
		body: String(find('BODY')?.['text'] ?? ''),
		...(header?.['text'] !== undefined && { headerText: String(header['text']) }),
		...(footer !== undefined && { footer: String(footer) }),
	};
	const seed: SeedTemplate = {
		name: row.name,
		category: row.category as SeedTemplate['category'],
		...(header !== undefined && { header: headerOf(header) }),
		buttons: objects((find('BUTTONS') ?? none)['buttons']) as unknown as readonly SeedButton[],
		translations: { [row.language]: translation },
	};
	return { id, seed, language: row.language, translation };
}

/** The templates of the account as messages name them: those that were created first, without the deleted ones. */
export function currentTemplates(book: TemplateBook): MetaTemplate[] {
	const made = book.current<TemplateRow>([]).map(madeTemplate);
	return [...made, ...templates.filter(({ id }) => !book.isDeleted(id))];
}
