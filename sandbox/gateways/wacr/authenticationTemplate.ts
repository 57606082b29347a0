import { linkButtons } from '../../gatewayKit/linkButtons';
import { fillPlaceholders, placeholdersInFieldOrder } from '../../gatewayKit/placeholders';
import type { MessageParts } from '../../state/message';
import { invalid, notFound, type Refusal } from './answers';
import { templates } from './templates';

/**
 * An authentication template with its values in order: the code, the minutes where it has a second
 * placeholder, and the others. Links get the code.
 * Source: https://docs.app.wa.cr/send-otpverification-code-28559796e0
 */
export function authenticationParts(
	name: string,
	language: string,
	[code = '', minutes = '', ...further]: readonly string[],
): MessageParts | Refusal {
	const found = templates.find(
		({ seed, translation, language: own }) =>
			seed.name === name && own === language && translation.status === 'APPROVED',
	);
	if (found === undefined) return notFound('Template');
	const { seed, translation } = found;
	if (seed.category !== 'AUTHENTICATION') {
		return invalid({ template_name: ['The template must be of the category AUTHENTICATION.'] });
	}
	const given = [code, minutes, ...further];
	const placeholders = placeholdersInFieldOrder(translation.body);
	if (placeholders.length > given.length) {
		return invalid({ additional_params: ['The template needs more parameters.'] });
	}
	const values = Object.fromEntries(
		placeholders.map((placeholder, index) => [placeholder, given[index] ?? '']),
	);
	const { buttons = [] } = seed as {
		buttons?: ReadonlyArray<{ type: string; text: string; url?: string }>;
	};
	return {
		kind: 'template',
		body: fillPlaceholders(translation.body, values),
		footer: translation.footer,
		buttons: buttons.map(({ text }) => text),
		links: linkButtons(buttons, () => code),
		template: { name, language },
	};
}
