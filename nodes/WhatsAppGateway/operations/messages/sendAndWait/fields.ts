import type { INodeProperties } from 'n8n-workflow';

import { replyId } from '../interactive/interactiveType';
import { listType } from '../interactive/replies';

/** What the person can answer with. */
export const responseType: INodeProperties = {
	displayName: 'Response Type',
	name: 'responseType',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'Approval',
			value: 'approval',
			description: 'One button to approve, or two to approve and decline',
		},
		{ name: 'Choice', value: 'choice', description: 'Up to three buttons of your own' },
		{ name: 'List', value: 'list', description: 'Up to ten rows behind a button' },
	],
	default: 'approval',
};

/** Shows a field for one type of response. */
function showFor(type: string, field: INodeProperties): INodeProperties {
	return { ...field, displayOptions: { show: { responseType: [type] } } };
}

/** Whether there is a button to decline. */
export const approvalType: INodeProperties = {
	displayName: 'Type of Approval',
	name: 'approvalType',
	type: 'options',
	options: [
		{ name: 'Approve Only', value: 'single' },
		{ name: 'Approve and Decline', value: 'double' },
	],
	default: 'double',
};

/** The words on the button that approves. */
export const approveLabel: INodeProperties = {
	displayName: 'Approve Button Label',
	name: 'approveLabel',
	type: 'string',
	default: 'Approve',
	description: 'Up to 20 characters',
};

/** The words on the button that declines. */
export const declineLabel: INodeProperties = {
	displayName: 'Decline Button Label',
	name: 'disapproveLabel',
	type: 'string',
	default: 'Decline',
	description: 'Up to 20 characters',
	displayOptions: { show: { approvalType: ['double'] } },
};

/** The words on the buttons of an approval; in the form that n8n's own nodes have. */
const approvalOptions: INodeProperties = showFor('approval', {
	displayName: 'Approval Options',
	name: 'approvalOptions',
	type: 'fixedCollection',
	placeholder: 'Add option',
	default: {},
	description: 'Without these, there are the buttons Approve and Decline',
	options: [
		{
			displayName: 'Values',
			name: 'values',
			values: [approvalType, approveLabel, declineLabel],
		},
	],
});

/** The buttons of a choice. */
export const choicesField: INodeProperties = showFor('choice', {
	displayName: 'Choices',
	name: 'choices',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, maxAllowedFields: 3, sortable: true },
	placeholder: 'Add choice',
	default: { choice: [{ title: '', id: '' }] },
	description: 'One to three buttons that the person can tap',
	options: [
		{
			displayName: 'Choice',
			name: 'choice',
			values: [
				{
					displayName: 'Title',
					name: 'title',
					type: 'string',
					required: true,
					default: '',
					placeholder: 'e.g. Tomorrow',
					description: 'Up to 20 characters',
				},
				{
					...replyId,
					placeholder: 'e.g. tomorrow',
					description: 'Comes out as choice. If empty, it is made from the title.',
				},
			],
		},
	],
});

/** What else it takes. */
export const askingNotice: INodeProperties = {
	displayName:
		'The answer comes in through a WhatsApp Gateway Trigger: publish a workflow of this n8n that has one for the same number, with the same credential. It may be this workflow. If the gateway has no buttons, the message brings a link to a page instead, which needs no trigger. Ask one person per run.',
	name: 'sendAndWaitNotice',
	type: 'notice',
	default: '',
};

/** The question and what can be answered. */
export const questionFields: readonly INodeProperties[] = [
	{
		displayName: 'Message',
		name: 'message',
		type: 'string',
		typeOptions: { rows: 4 },
		required: true,
		default: '',
		placeholder: 'e.g. Shall we deliver tomorrow?',
		description:
			'The question, up to 1024 characters; without buttons 4096 together with the link to the page',
	},
	responseType,
	approvalOptions,
	choicesField,
	...listType.fields.map((field) => showFor('list', field)),
];

/** The unit of the limit. */
export const limitUnit: INodeProperties = {
	displayName: 'Unit',
	name: 'resumeUnit',
	type: 'options',
	options: [
		{ name: 'Minutes', value: 'minutes' },
		{ name: 'Hours', value: 'hours' },
		{ name: 'Days', value: 'days' },
		{ name: 'No Limit', value: 'unlimited', description: 'Wait until the person answers' },
	],
	default: 'hours',
};

/** How many units. */
export const limitAmount: INodeProperties = {
	displayName: 'Amount',
	name: 'resumeAmount',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 100_000 },
	default: 24,
	displayOptions: { hide: { resumeUnit: ['unlimited'] } },
};

/** How long to wait for the answer. */
export const limitWaitTime: INodeProperties = {
	displayName: 'Limit Wait Time',
	name: 'limitWaitTime',
	type: 'fixedCollection',
	default: { values: { resumeAmount: 24, resumeUnit: 'hours' } },
	description:
		'How long to wait for the answer; 24 hours without this option. Afterwards the item goes on with answered false. To the minute, since n8n looks once a minute.',
	options: [{ displayName: 'Values', name: 'values', values: [limitAmount, limitUnit] }],
};

/** Whether a tap is confirmed. */
export const confirmTap: INodeProperties = {
	displayName: 'Confirm the Tap',
	name: 'confirmTap',
	type: 'boolean',
	default: true,
	description:
		'Whether the person gets a short message in the chat once the tap has arrived, which WhatsApp itself does not show. Without this option, they get one.',
};

/** The words of the confirmation. */
export const confirmationText: INodeProperties = {
	displayName: 'Confirmation Text',
	name: 'confirmationText',
	type: 'string',
	default: '✓ {title}',
	placeholder: 'e.g. Thank you: {title}',
	description:
		'What confirms a tap: a message in the chat, or a line on the page; {title} stands for the words on the button',
};

/** A small line below the question. */
export const footer: INodeProperties = {
	displayName: 'Footer',
	name: 'footer',
	type: 'string',
	default: '',
	placeholder: 'e.g. Garden Shop, Berlin',
	description: 'A small grey line below the message, up to 60 characters',
};
