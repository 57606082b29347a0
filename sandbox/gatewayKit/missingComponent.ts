import type { SeedCard, SeedTemplate } from '../state/seedTemplate';

/** Headers for which these gateways document fields. */
const filledHeaders = ['TEXT', 'IMAGE', 'VIDEO', 'DOCUMENT'];

/** Buttons that need a component for which these gateways document nothing. */
const neededButtons = ['FLOW', 'CATALOG', 'MPM', 'ORDER_DETAILS'];

/**
 * What Meta says to a gateway that sends a template without a component that it has no fields for;
 * `undefined` where nothing is missing.
 * Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes
 */
export function missingComponent({
	header,
	buttons = [],
	cards = [],
	offer,
	component,
}: SeedTemplate): string | undefined {
	if (header !== undefined && !filledHeaders.includes(header.type)) {
		return `(#132012) Parameter format does not match format in the created template: header: Format mismatch, expected ${header.type}, received UNKNOWN`;
	}
	if (cards.length > 0) {
		return `(#132000) Number of parameters does not match the expected number of params: carousel: (0) does not match (${cards.length})`;
	}
	if (offer?.hasExpiration === true) {
		return '(#131008) Required parameter is missing: limited_time_offer requires expiration_time_ms';
	}
	const index = buttons.findIndex(({ type }) => neededButtons.includes(type));
	if (index >= 0) {
		return `(#131008) Required parameter is missing: buttons: Button at index ${index} of type ${buttons[index]?.type} requires a parameter`;
	}
	return component === 'ORDER_STATUS'
		? '(#131008) Required parameter is missing: order_status component is missing'
		: undefined;
}

/** Cards as Meta's list writes them. */
export function metaCards(cards: readonly SeedCard[]): object[] {
	return cards.map(({ header, body, buttons }) => ({
		components: [
			{ type: 'HEADER', format: header.type },
			...(body === undefined ? [] : [{ type: 'BODY', text: body }]),
			...(buttons.length > 0 ? [{ type: 'BUTTONS', buttons }] : []),
		],
	}));
}
