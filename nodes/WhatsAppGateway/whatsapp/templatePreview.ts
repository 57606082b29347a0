import type { Placeholder, Template, TemplateValues } from '../core/template';
import { placeholderPattern } from './placeholders';

/** The values of one component, by the names in its text. */
export function componentValues(
	template: Pick<Template, 'placeholders'>,
	values: TemplateValues,
	component: Placeholder['component'],
	index: number | null = null,
): TemplateValues {
	return Object.fromEntries(
		template.placeholders
			.filter((placeholder) => placeholder.component === component && placeholder.index === index)
			.flatMap(({ key, name }) => (Object.hasOwn(values, key) ? [[name, values[key] ?? '']] : [])),
	);
}

/** A text with its placeholders filled; one without a value stays visible. */
export function fillText(text: string, values: TemplateValues): string {
	return text.replace(placeholderPattern, (whole, key: string) =>
		Object.hasOwn(values, key) ? (values[key] ?? whole) : whole,
	);
}

/** A filled template as the person will see it. */
export interface Preview {
	readonly header: string | null;
	readonly body: string;
	readonly footer: string | null;
	readonly buttons: readonly string[];
}

/** Fills a template without sending it. */
export function previewTemplate(template: Template, values: TemplateValues): Preview {
	const { header, body, footer, buttons } = template;
	const inHeader = componentValues(template, values, 'header');
	return {
		header:
			header === null
				? null
				: header.text === null
					? `[${header.format}]`
					: fillText(header.text, inHeader),
		body: fillText(body, componentValues(template, values, 'body')),
		footer,
		buttons: buttons.map(({ text, url }, index) =>
			url === null
				? text
				: `${text}: ${fillText(url, componentValues(template, values, 'button', index))}`,
		),
	};
}
