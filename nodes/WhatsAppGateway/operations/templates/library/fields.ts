import type { INodeProperties } from 'n8n-workflow';

import { picker } from '../../../n8n/picker';

/** The template to copy. */
export const libraryTemplate = picker({
	displayName: 'Library Template',
	name: 'libraryTemplate',
	list: 'libraryTemplates',
	description: 'The template of WhatsApp’s library to use; its words cannot be changed',
	typed: { displayName: 'By Name', name: 'name', placeholder: 'e.g. delivery_update_1' },
});

/** Where the template's link button leads. */
export const buttonLink: INodeProperties = {
	displayName: 'Button Link',
	name: 'buttonLink',
	type: 'string',
	default: '',
	placeholder: 'e.g. https://shop.example/orders/{{1}}',
	description:
		'Where the template’s link button leads, if it has one. It may end with {{1}}, which is filled in when the template is sent.',
};

/** An example for a link with a placeholder. */
export const buttonLinkExample: INodeProperties = {
	displayName: 'Button Link Example',
	name: 'buttonLinkExample',
	type: 'string',
	default: '',
	placeholder: 'e.g. https://shop.example/orders/A-1042',
	description: 'The whole address with an example in place of {{1}}. Only for a link with {{1}}.',
};

/** What the template's call button dials. */
export const buttonPhone: INodeProperties = {
	displayName: 'Button Phone Number',
	name: 'buttonPhoneNumber',
	type: 'string',
	default: '',
	placeholder: 'e.g. +15550051310',
	description: 'The number that the template’s call button dials, if it has one',
};

const sentence = (displayName: string, name: string, what: string): INodeProperties => ({
	...{ displayName, name, type: 'boolean', default: true },
	description: `Whether the text also ${what}, where the template offers it`,
});

/** A sentence that the text may have. */
export const contactNumber = sentence(
	'Add Contact Number',
	'contactNumber',
	'says that people can call the business',
);
/** A sentence that the text may have. */
export const learnMoreLink = sentence(
	'Add Learn More Link',
	'learnMoreLink',
	'has a link to learn more',
);
/** A sentence that the text may have. */
export const recommendation = sentence(
	'Add Security Recommendation',
	'securityRecommendation',
	'asks not to share the code',
);
/** A sentence that the text may have. */
export const trackLink = sentence(
	'Add Track Package Link',
	'trackPackageLink',
	'has a link to the parcel',
);

/** What stands below a code. */
export const expiresAfter: INodeProperties = {
	displayName: 'Code Expires After (Minutes)',
	name: 'codeExpiresAfter',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 90 },
	default: 10,
	description: 'Stands below the code of an authentication template',
};

/** What the button of a code does. */
export const otpType: INodeProperties = {
	displayName: 'Code Button',
	name: 'otpType',
	type: 'options',
	options: [
		{ name: 'Copy Code', value: 'COPY_CODE', description: 'Copies the code' },
		{ name: 'One Tap', value: 'ONE_TAP', description: 'Fills the code into your Android app' },
		{
			name: 'Zero Tap',
			value: 'ZERO_TAP',
			description: 'Gives your Android app the code by itself',
		},
	],
	default: 'COPY_CODE',
	description: 'What the button of an authentication template does',
};

/** Who gets the code from WhatsApp. */
export const apps: INodeProperties = {
	displayName: 'Apps for the Code',
	name: 'apps',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, maxAllowedFields: 5 },
	placeholder: 'Add app',
	default: {},
	description: 'The Android apps that get the code with One Tap and Zero Tap',
	options: [
		{
			displayName: 'App',
			name: 'app',
			values: [
				{
					displayName: 'Package Name',
					name: 'packageName',
					type: 'string',
					default: '',
					placeholder: 'e.g. com.example.shop',
				},
				{
					displayName: 'Signature Hash',
					name: 'signatureHash',
					type: 'string',
					default: '',
					placeholder: 'e.g. K8a/AINcGX7',
					description: 'The 11 characters of the app’s signing key hash',
				},
			],
		},
	],
};

/** What zero-tap codes need. */
export const zeroTapTerms: INodeProperties = {
	displayName: 'Zero-Tap Terms Accepted',
	name: 'zeroTapTermsAccepted',
	type: 'boolean',
	default: false,
	description: 'Whether you accept WhatsApp’s terms for zero-tap codes, which these need',
};
