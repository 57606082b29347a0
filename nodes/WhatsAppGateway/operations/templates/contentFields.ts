import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { jsonField } from '../fields/jsonField';

/** The components of a template as JSON. */
export const componentsJson = jsonField({
	displayName: 'Components (JSON)',
	name: 'componentsJson',
	placeholder: 'e.g. [{"type": "BODY", "text": "Hello"}]',
	description:
		'The components as WhatsApp’s own documentation writes them, for what has no field here, such as carousels. In header_handle, a file can be given as in Header Example.',
});

/** How the content of a template can be given. */
export const contentChoices: readonly INodePropertyOptions[] = [
	{ name: 'Using Fields Below', value: 'fields' },
	{ name: 'Using JSON', value: 'json', description: 'All components in WhatsApp’s own form' },
];

/** The choice of {@link contentChoices}. */
export const specifyContent: INodeProperties = {
	displayName: 'Specify Content',
	name: 'specifyContent',
	type: 'options',
	noDataExpression: true,
	options: [...contentChoices],
	default: 'fields',
};

/** The category that has words of WhatsApp's own. */
export const passwordCategory = 'AUTHENTICATION';

/** Shows a field of a template with words of its own. */
const ofTexts = {
	show: { specifyContent: ['fields'] },
	hide: { category: [passwordCategory] },
};
const ofPasswords = { show: { specifyContent: ['fields'], category: [passwordCategory] } };

/** What stands above the text. */
export const headerFormat: INodeProperties = {
	displayName: 'Header',
	name: 'headerFormat',
	type: 'options',
	options: [
		{ name: 'Document', value: 'DOCUMENT' },
		{ name: 'Image', value: 'IMAGE' },
		{ name: 'Location', value: 'LOCATION' },
		{ name: 'None', value: 'none' },
		{ name: 'Text', value: 'TEXT' },
		{ name: 'Video', value: 'VIDEO' },
	],
	default: 'none',
	displayOptions: ofTexts,
	description: 'What stands above the text',
};

/** The file with which WhatsApp reviews a header. */
export const headerExample: INodeProperties = {
	displayName: 'Header Example',
	name: 'headerExample',
	type: 'string',
	default: '',
	placeholder: 'e.g. data, or https://shop.example/sample.jpg',
	displayOptions: {
		...ofTexts,
		show: { ...ofTexts.show, headerFormat: ['DOCUMENT', 'IMAGE', 'VIDEO'] },
	},
	description:
		'The file with which WhatsApp reviews the template: the name of the input binary field with a JPEG, PNG, MP4 or PDF file, its public URL, or the handle of one that was uploaded before',
};

/** What a button does. */
export const buttonType: INodeProperties = {
	displayName: 'Type',
	name: 'type',
	type: 'options',
	options: [
		{ name: 'Copy Code', value: 'COPY_CODE', description: 'Copies a code of an offer' },
		{ name: 'Phone Number', value: 'PHONE_NUMBER', description: 'Calls a number' },
		{ name: 'Quick Reply', value: 'QUICK_REPLY', description: 'Answers with its text' },
		{ name: 'URL', value: 'URL', description: 'Opens a link' },
	],
	default: 'QUICK_REPLY',
};

const buttons: INodeProperties = {
	displayName: 'Buttons',
	name: 'templateButtons',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, maxAllowedFields: 10, sortable: true },
	placeholder: 'Add button',
	default: {},
	displayOptions: ofTexts,
	description: 'Up to ten buttons below the text',
	options: [
		{
			displayName: 'Button',
			name: 'button',
			values: [
				{
					displayName: 'Code',
					name: 'code',
					type: 'string',
					default: '',
					placeholder: 'e.g. SALE25',
					displayOptions: { show: { type: ['COPY_CODE'] } },
					description: 'An example of the code',
				},
				{
					displayName: 'Phone Number',
					name: 'phoneNumber',
					type: 'string',
					default: '',
					placeholder: 'e.g. +15550051310',
					displayOptions: { show: { type: ['PHONE_NUMBER'] } },
				},
				{
					displayName: 'Text',
					name: 'text',
					type: 'string',
					default: '',
					placeholder: 'e.g. Track order',
					displayOptions: { hide: { type: ['COPY_CODE'] } },
					description: 'Up to 25 characters',
				},
				buttonType,
				{
					displayName: 'URL',
					name: 'url',
					type: 'string',
					default: '',
					placeholder: 'e.g. https://shop.example/orders/{{1}}',
					displayOptions: { show: { type: ['URL'] } },
					description: 'The address, which may end with one placeholder',
				},
				{
					displayName: 'URL Example',
					name: 'urlExample',
					type: 'string',
					default: '',
					placeholder: 'e.g. https://shop.example/orders/A-1042',
					displayOptions: { show: { type: ['URL'] } },
					description:
						'The whole address with an example for its placeholder. Only for one with a placeholder.',
				},
			],
		},
	],
};

/** When the code of a one-time password expires. */
export const expiresAfter: INodeProperties = {
	displayName: 'Code Expires After (Minutes)',
	name: 'codeExpiresAfter',
	type: 'number',
	typeOptions: { minValue: 0, maxValue: 90 },
	default: 10,
	displayOptions: ofPasswords,
	description: 'Stands below the code, from 1 to 90 minutes. With 0, it does not.',
};

/** Whether a one-time password comes with a warning. */
export const recommendation: INodeProperties = {
	displayName: 'Security Recommendation',
	name: 'securityRecommendation',
	type: 'boolean',
	default: true,
	displayOptions: ofPasswords,
	description: 'Whether the text also asks not to share the code',
};

/** What a template says, in fields or as JSON. */
export const contentFields: readonly INodeProperties[] = [
	{
		displayName: 'Body',
		name: 'bodyText',
		type: 'string',
		typeOptions: { rows: 4 },
		required: true,
		default: '',
		placeholder: 'e.g. Hi {{1}}, your order {{2}} is on its way.',
		displayOptions: ofTexts,
		description:
			'The text, up to 1024 characters, with placeholders such as {{1}} or {{first_name}}. Type it as fixed text: in an expression, n8n would evaluate the braces.',
	},
	{
		displayName: 'Placeholder Examples',
		name: 'placeholderExamples',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add example',
		default: {},
		displayOptions: ofTexts,
		description: 'One example for each placeholder, with which WhatsApp reviews the template',
		options: [
			{
				displayName: 'Example',
				name: 'example',
				values: [
					{
						displayName: 'Example',
						name: 'value',
						type: 'string',
						default: '',
						placeholder: 'e.g. Anna',
					},
					{
						displayName: 'Placeholder',
						name: 'placeholder',
						type: 'string',
						default: '',
						placeholder: 'e.g. 1',
						description: 'What stands between its braces',
					},
				],
			},
		],
	},
	headerFormat,
	{
		displayName: 'Header Text',
		name: 'headerText',
		type: 'string',
		default: '',
		placeholder: 'e.g. Order update',
		displayOptions: { ...ofTexts, show: { ...ofTexts.show, headerFormat: ['TEXT'] } },
		description: 'Up to 60 characters, with one placeholder at most',
	},
	headerExample,
	{
		displayName: 'Footer',
		name: 'footerText',
		type: 'string',
		default: '',
		placeholder: 'e.g. Reply STOP to unsubscribe.',
		displayOptions: ofTexts,
		description: 'Up to 60 characters in grey below the text. Optional.',
	},
	buttons,
	recommendation,
	expiresAfter,
	{
		displayName: 'Copy Button',
		name: 'copyButtonText',
		type: 'string',
		default: 'Copy code',
		displayOptions: ofPasswords,
		description: 'The text of the button that copies the code, up to 25 characters',
	},
	{ ...componentsJson.field, displayOptions: { show: { specifyContent: ['json'] } } },
];
