import type {
	Placeholder,
	Template,
	TemplateButton,
	TemplateHeader,
	TemplateSupport,
} from '../core/template';
import { buttonTypes, isCodeButton } from './buttonTypes';
import { buttonOf, placeholderPattern } from './placeholders';

/** Whether a button needs a value, or a component without one, in each message. */
function needsComponent({ type, url }: TemplateButton): boolean {
	const hasPlaceholder = (url ?? '').search(placeholderPattern) >= 0;
	return hasPlaceholder || buttonTypes[type]?.isRequired === true;
}

/** What a header is called in a sentence: `the header with a location`. */
function headerPart(
	header: TemplateHeader | null,
	{ headers }: TemplateSupport,
	where: string,
): string[] {
	return header === null || headers.includes(header.format)
		? []
		: [`the header with a ${header.format === 'gif' ? 'GIF' : header.format}${where}`];
}

function buttonParts(
	buttons: readonly TemplateButton[],
	support: TemplateSupport,
	where: string,
): string[] {
	return buttons
		.filter((button) => {
			const { type } = button;
			if (buttonTypes[type] === undefined) return true;
			return needsComponent(button) && !support.buttons.includes(type || 'URL');
		})
		.map(({ type, text }) => `the button “${text || type}” of the type ${type}${where}`);
}

/**
 * The parts of a template that a gateway cannot fill, as words of a sentence; empty if it can send the
 * template whole.
 */
export function unfillableParts(
	{ header, buttons, cards, offer, hasOrderStatus, unknownParts }: Template,
	support: TemplateSupport,
): string[] {
	const inCards = cards.flatMap((card, index) => [
		...headerPart(card.header, support, ` of card ${index + 1}`),
		...buttonParts(card.buttons, support, ` of card ${index + 1}`),
	]);
	return [
		...headerPart(header, support, ''),
		...(offer?.hasExpiration && !support.offers ? ['the end of the limited-time offer'] : []),
		...(hasOrderStatus && !support.orders ? ['the component ORDER_STATUS'] : []),
		...buttonParts(buttons, support, ''),
		...(cards.length > 0 && !support.cards ? ['the cards of the carousel'] : inCards),
		...unknownParts,
	];
}

/** The placeholders that a gateway can fill; the others are optional where a template can be sent. */
export function fillablePlaceholders(
	template: Template,
	support: TemplateSupport,
): readonly Placeholder[] {
	return template.placeholders.filter((placeholder) => {
		if (placeholder.input === 'fileName') return support.fileNames === true;
		if (placeholder.component !== 'button' || placeholder.optional !== true) return true;
		const type = buttonOf(template, placeholder)?.type || 'URL';
		return support.buttons.includes(type);
	});
}

/** Whether a template carries a one-time password: one tap, no tap, or a code to copy. */
export function isOneTimePassword({
	category,
	buttons,
}: Pick<Template, 'category' | 'buttons'>): boolean {
	return category?.toUpperCase() === 'AUTHENTICATION' || buttons.some(isCodeButton);
}
