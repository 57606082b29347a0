import type { PlaceholderInput, TemplateButton } from '../core/template';

/** A value of a button that stands in no text. */
export interface ButtonValue {
	/** Which of the button's values it is; also the end of its key, except for `code` and `payload`. */
	readonly name: string;
	readonly keyEnd: string;
	readonly input: PlaceholderInput;
	readonly optional?: true;
	readonly label?: string;
}

interface ButtonType {
	readonly values: readonly ButtonValue[];
	/** Whether a message needs a component for the button, even without values. */
	readonly isRequired: boolean;
}

const untouched: ButtonType = { values: [], isRequired: false };
const code: ButtonType = {
	values: [{ name: 'code', keyEnd: '', input: 'text' }],
	isRequired: true,
};
const thumbnail = {
	name: 'thumbnail',
	keyEnd: '_thumbnail',
	input: 'productId',
	optional: true,
	label: 'thumbnail product',
} as const;

/**
 * The buttons of templates by Meta's type, with the values that they take beside their link.
 * Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/components
 */
export const buttonTypes: Readonly<Record<string, ButtonType>> = {
	// A row that names no type, for a button without a value.
	'': untouched,
	PHONE_NUMBER: untouched,
	SPM: untouched,
	CALL_PERMISSION_REQUEST: untouched,
	REQUEST_CONTACT_INFO: untouched,
	URL: untouched,
	OTP: code,
	COPY_CODE: code,
	// Without a payload, the reply has the button's text.
	QUICK_REPLY: {
		values: [{ name: 'payload', keyEnd: '', input: 'text', optional: true }],
		isRequired: false,
	},
	// https://developers.facebook.com/documentation/business-messaging/whatsapp/flows/guides/sendingaflow
	FLOW: {
		values: [
			{
				name: 'flow_token',
				keyEnd: '_flow_token',
				input: 'text',
				optional: true,
				label: 'flow token',
			},
			{
				name: 'flow_data',
				keyEnd: '_flow_data',
				input: 'json',
				optional: true,
				label: 'data (JSON)',
			},
		],
		isRequired: true,
	},
	// Without a thumbnail, it is the first product of the catalog.
	CATALOG: { values: [thumbnail], isRequired: true },
	MPM: {
		values: [
			{ name: 'products', keyEnd: '_products', input: 'products', label: 'product IDs' },
			thumbnail,
		],
		isRequired: true,
	},
	// https://developers.facebook.com/documentation/business-messaging/whatsapp/payments/payments-in/orderdetailstemplate
	ORDER_DETAILS: {
		values: [{ name: 'order', keyEnd: '_order', input: 'json', label: 'order (JSON)' }],
		isRequired: true,
	},
	// https://developers.facebook.com/documentation/business-messaging/whatsapp/calling/call-button-messages-deep-links
	VOICE_CALL: {
		values: [
			{ name: 'minutes', keyEnd: '_minutes', input: 'minutes', optional: true, label: 'minutes' },
			{ name: 'payload', keyEnd: '_payload', input: 'text', optional: true, label: 'answer ID' },
		],
		isRequired: false,
	},
};

/** Links that WhatsApp makes for the button of a one-time password. */
const codeLink = /^https:\/\/(?:www\.)?whatsapp\.com\/otp\//i;

/** Whether a button copies or fills in a one-time password. */
export function isCodeButton({ type, url }: TemplateButton): boolean {
	return type === 'OTP' || codeLink.test(url ?? '');
}
