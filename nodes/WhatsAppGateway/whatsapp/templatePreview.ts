import type {
	Placeholder,
	Template,
	TemplateButton,
	TemplateHeader,
	TemplateValues,
} from '../core/template';
import { placeholderPattern } from './placeholders';
import { readProductSections } from './productSections';

/** Which of several cards and buttons. */
interface Place {
	readonly card?: number | undefined;
	readonly index?: number | null;
}

/** The values of one component, by the names in its text. */
export function componentValues(
	template: Pick<Template, 'placeholders'>,
	values: TemplateValues,
	component: Placeholder['component'],
	{ card, index = null }: Place = {},
): TemplateValues {
	return Object.fromEntries(
		template.placeholders
			.filter(
				(placeholder) =>
					placeholder.component === component &&
					placeholder.index === index &&
					placeholder.card === card,
			)
			.flatMap(({ key, name }) => (Object.hasOwn(values, key) ? [[name, values[key] ?? '']] : [])),
	);
}

/** A text with its placeholders filled; one without a value stays visible. */
export function fillText(text: string, values: TemplateValues): string {
	return text.replace(placeholderPattern, (whole, key: string) =>
		Object.hasOwn(values, key) ? (values[key] ?? whole) : whole,
	);
}

/** A filled part of a template as the person will see it. */
interface PartPreview {
	readonly header: string | null;
	readonly body: string;
	readonly buttons: readonly string[];
}

/** A filled template as the person will see it. */
export interface Preview extends PartPreview {
	readonly footer: string | null;
	/** The limited-time offer with its end; absent without one. */
	readonly offer?: string;
	/** The cards of the carousel; absent without one. */
	readonly cards?: readonly PartPreview[];
}

/** A header that is no text, in brackets: `[document invoice.pdf]`. */
function describeHeader(format: string, values: TemplateValues): string {
	const { latitude, longitude, name, address, product, filename } = values;
	const place =
		latitude === undefined
			? ''
			: [name, address, `${latitude} ${longitude}`].filter(Boolean).join(', ');
	const shown = [place, product, filename ?? values['']].find((text) => text) ?? '';
	return `[${format}${shown === '' ? '' : ` ${shown}`}]`;
}

function previewHeader(header: TemplateHeader | null, values: TemplateValues): string | null {
	if (header === null) return null;
	return header.text === null
		? describeHeader(header.format, values)
		: fillText(header.text, values);
}

/** Which values of a button are shown behind its text, by its type. */
function describeButton({ type, text, url }: TemplateButton, values: TemplateValues): string {
	if (url !== null) return `${text}: ${fillText(url, values)}`;
	const { code, products } = values;
	if (type === 'MPM') {
		const sections = readProductSections(products ?? '') ?? [];
		return [text, ...sections.map(describeSection)].join(': ');
	}
	return code === undefined ? text : `${text}: ${code}`;
}

function describeSection({
	title,
	products,
}: {
	title: string | null;
	products: readonly string[];
}) {
	return `${title === null ? '' : `${title} – `}${products.join(', ')}`;
}

/** Fills a template without sending it. */
export function previewTemplate(template: Template, values: TemplateValues): Preview {
	const part = (
		{ header, body, buttons }: Pick<Template, 'header' | 'body' | 'buttons'>,
		card?: number,
	): PartPreview => {
		const valuesOf = (component: Placeholder['component'], index: number | null = null) =>
			componentValues(template, values, component, { card, index });
		return {
			header: previewHeader(header, valuesOf('header')),
			body: fillText(body, valuesOf('body')),
			buttons: buttons.map((button, index) => describeButton(button, valuesOf('button', index))),
		};
	};
	const { offer, cards, footer } = template;
	const end = componentValues(template, values, 'offer')['expires_at'];
	const { header, body, buttons } = part(template);
	return {
		header,
		...(offer !== null && { offer: end === undefined ? offer.text : `${offer.text} until ${end}` }),
		body,
		footer,
		buttons,
		...(cards.length > 0 && { cards: cards.map(part) }),
	};
}
