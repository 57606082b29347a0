import type { INodeProperties } from 'n8n-workflow';

import { asObject } from '../../../core/narrow';
import { picker } from '../../../n8n/picker';
import { readSwitch } from '../../../n8n/readOption';
import { readFlow } from '../../../whatsapp/interactiveRequests';
import { jsonField } from '../../fields/jsonField';
import { fieldText } from '../../fields/readText';
import { buttonText, type InteractiveType } from './interactiveType';

const flowData = jsonField({
	displayName: 'Data (JSON)',
	name: 'data',
	placeholder: 'e.g. {"name": "Anna"}',
	description: 'Values for the first screen, by the names that the Flow gives them',
});

const usesEndpoint: INodeProperties = {
	displayName: 'Endpoint Chooses the Screen',
	name: 'usesEndpoint',
	type: 'boolean',
	default: true,
	description:
		'Whether the Flow asks its own server for the first screen. Screen and Data must then be left out.',
};

const isDraft: INodeProperties = {
	displayName: 'Open the Draft',
	name: 'isDraft',
	type: 'boolean',
	default: true,
	description: 'Whether to open the draft of the Flow, to test it before it is published',
};

const flowOptions: INodeProperties = {
	displayName: 'Flow Options',
	name: 'flowOptions',
	type: 'collection',
	placeholder: 'Add flow option',
	default: {},
	options: [
		flowData.field,
		usesEndpoint,
		isDraft,
		{
			displayName: 'Reference',
			name: 'reference',
			type: 'string',
			default: '',
			placeholder: 'e.g. order-1042',
			description: 'Comes back with the answer, so that you know what it belongs to',
		},
		{
			displayName: 'Screen',
			name: 'screen',
			type: 'string',
			default: '',
			placeholder: 'e.g. WELCOME',
			description: 'The ID of the screen to begin with. Without it, the first screen of the Flow.',
		},
	],
};

/** A button that opens a Flow. */
export const flowType: InteractiveType<'flow'> = {
	kind: 'flow',
	name: 'Flow',
	description: 'One button that opens a WhatsApp Flow, a form inside WhatsApp',
	header: 'textOrFile',
	hasFooter: true,
	shape:
		'{"body", "button", "flowId" or "flowName", "screen", "data", "reference", "usesEndpoint", "isDraft"}',
	fields: [
		picker({
			displayName: 'Flow',
			name: 'flow',
			description: 'The Flow that the button opens',
			list: 'whatsAppFlows',
			typed: {
				displayName: 'By ID or Name',
				name: 'nameOrId',
				placeholder: 'e.g. 1197715005513101',
			},
		}),
		buttonText,
		flowOptions,
	],
	form({ parameter }) {
		const flow = fieldText(parameter('flow', ''), 'Flow');
		const options = asObject(parameter('flowOptions', {}));
		const isOn = (field: INodeProperties) =>
			(options[field.name] ?? '') !== '' && readSwitch(options[field.name], field);
		return {
			button: parameter('buttonText', ''),
			...(/^\d*$/.test(flow) ? { flowId: flow } : { flowName: flow }),
			screen: options['screen'],
			reference: options['reference'],
			data: flowData.read({ parameter: (name) => options[name] }),
			usesEndpoint: isOn(usesEndpoint),
			isDraft: isOn(isDraft),
		};
	},
	read: readFlow,
	buttons: ({ button }) => [button],
};
