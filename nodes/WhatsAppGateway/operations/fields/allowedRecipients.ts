import type { INodeProperties } from 'n8n-workflow';

/** To whom an agent, or a workflow, may write. */
export const whoMayBeWrittenTo: INodeProperties = {
	displayName: 'Who May Be Written To',
	name: 'whoMayBeWrittenTo',
	type: 'options',
	noDataExpression: true,
	options: [
		{ name: 'Anyone', value: 'anyone' },
		{
			name: 'Only the Person Who Started This Run',
			value: 'starter',
			description:
				'The person whose message came in through the WhatsApp Gateway Trigger, and no group',
		},
		{
			name: 'Only Allowed Recipients',
			value: 'list',
			description: 'The people in the option Allowed Recipients',
		},
	],
	default: 'anyone',
	description:
		'Whom this node may write to, whatever an AI agent or an expression puts into To. Others are refused before anything is sent.',
};

/** What the form of an agent's tool says about it: as an option, it is seen only by those who look for it. */
export const toolRecipientsNotice: INodeProperties = {
	displayName:
		'People can talk an AI agent into writing to somebody else. If it talks with customers, add the option Who May Be Written To and choose Only the Person Who Started This Run.',
	name: 'toolRecipientsNotice',
	type: 'notice',
	default: '',
	displayOptions: { show: { '@tool': [true] } },
};

/**
 * The people whom Only Allowed Recipients means. Always shown: n8n drops the value of an option that is hidden, and
 * without it everyone would be allowed.
 */
export const allowedRecipients: INodeProperties = {
	displayName: 'Allowed Recipients',
	name: 'allowedRecipients',
	type: 'string',
	typeOptions: { rows: 2 },
	default: '',
	placeholder: 'e.g. +49 171 1234567, +1 415 555 0123',
	description:
		'Phone numbers, user IDs or group IDs, separated by commas or line breaks, or a list from an expression. Others are refused before anything is sent, and everyone if it is empty.',
};

/** The same choice for what reads a conversation. */
export const whoMayBeRead: INodeProperties = {
	...whoMayBeWrittenTo,
	displayName: 'Whose Messages May Be Read',
	options: whoMayBeWrittenTo.options?.map((option) =>
		'value' in option && option.value === 'list'
			? {
					...option,
					name: 'Only Allowed People',
					description: 'The people in the option Allowed People',
				}
			: option,
	),
	description:
		'Whose messages this node may give out, whatever an AI agent or an expression puts into Phone Number',
};

/** The people whom {@link whoMayBeRead} means. */
export const readableContacts: INodeProperties = {
	...allowedRecipients,
	displayName: 'Allowed People',
	description:
		'Phone numbers, separated by commas or line breaks, or a list from an expression. If it is empty, nobody’s messages are given out.',
};
