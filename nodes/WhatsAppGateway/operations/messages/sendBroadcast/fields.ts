import type { INodeProperties } from 'n8n-workflow';

import { allowedRecipients, whoMayBeWrittenTo } from '../../fields/allowedRecipients';
import { jsonField } from '../../fields/jsonField';
import { options } from '../../fields/options';
import { timeout } from '../../fields/runOptions';
import { previewOnly, retryUnknownOutcome, sendOptions } from '../../fields/sendOptions';
import { language, template, templateText } from '../../fields/template';

const notice: INodeProperties = {
	displayName:
		'This is the gateway’s own broadcast: one request for up to 500 contacts, with the same values for all. Afterwards nobody can tell who has the message: the answer counts at most, and one that does not come leaves it open for all of them. Send to Many reports on each person, sends nobody the message twice, and keeps opt-outs and quiet hours: use this operation only if you want the broadcast in the gateway’s own list.',
	name: 'broadcastNotice',
	type: 'notice',
	default: '',
};

/** How the broadcast is called. */
export const broadcastName: INodeProperties = {
	displayName: 'Broadcast Name',
	name: 'broadcastName',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. Autumn 2026',
	description: 'How it is called in the gateway’s list of broadcasts',
};

/** Who gets it. */
export const contactIds: INodeProperties = {
	displayName: 'Contact IDs',
	name: 'contactIds',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 3f2a1b4c-5d6e-4f80-9a1b-2c3d4e5f6071',
	description:
		'The ID of a contact from Contact: Get or Get Many, several separated by commas, or a list from an expression. All input items with the same name, template and values are one broadcast, in requests of up to 500 contacts.',
};

/** What the placeholders get. */
export const variables = jsonField({
	displayName: 'Variables (JSON)',
	name: 'variables',
	placeholder: 'e.g. {"1": "Anna"}',
	description:
		'The values of the template, the same for all contacts, named as in the gateway’s own broadcasts; they are passed on as they are. WA.CR shows the names that a template expects with the template.',
});

const unchecked =
	'With a restriction, no broadcast is sent: nobody can check who is behind the IDs of contacts';

const messageKeys = sendOptions
	.filter(({ name }) => name === 'messageKey')
	.map((field) => ({
		...field,
		description:
			'Identifies this broadcast when the workflow runs again, for example the name of a campaign: this node then sends it once only, also after a restart',
	}));

/** What the form has. */
export const fields: readonly INodeProperties[] = [
	notice,
	broadcastName,
	template,
	language,
	templateText,
	variables.field,
	contactIds,
	options(
		...messageKeys,
		previewOnly,
		{
			...retryUnknownOutcome,
			description:
				'Whether to send again if it is unknown whether the broadcast was sent, when the run is retried. All of its contacts may get the message twice.',
		},
		{
			...timeout,
			description:
				'How long to wait for each answer of the gateway; for the one to a broadcast at least five minutes',
		},
		{ ...whoMayBeWrittenTo, description: unchecked },
		{ ...allowedRecipients, description: `The people of Only Allowed Recipients. ${unchecked}.` },
	),
];
