import type { INodeProperties } from 'n8n-workflow';

import {
	readAddress,
	readCallPermission,
	readContactInfo,
	readLocationRequest,
	readVoiceCall,
} from '../../../whatsapp/interactiveRequests';
import { jsonField } from '../../fields/jsonField';
import type { InteractiveType } from './interactiveType';

const bodyOnly = {
	header: 'none',
	hasFooter: false,
	shape: '{"body"}',
	fields: [],
	form: () => ({}),
} as const;

/** Asks for the person's location. */
export const locationRequestType: InteractiveType<'locationRequest'> = {
	...bodyOnly,
	kind: 'locationRequest',
	name: 'Location Request',
	description: 'Ask where the person is; the answer is a location',
	read: readLocationRequest,
	buttons: () => ['Send location'],
};

/** Asks a person without a number for it. */
export const contactInfoType: InteractiveType<'contactInfo'> = {
	...bodyOnly,
	kind: 'contactInfo',
	name: 'Contact Info Request',
	description: 'Ask a person who hides the phone number to share it; the answer is a contact card',
	read: readContactInfo,
	buttons: () => ['Share contact info'],
};

/** Asks for the permission to call. */
export const callPermissionType: InteractiveType<'callPermission'> = {
	...bodyOnly,
	kind: 'callPermission',
	name: 'Call Permission Request',
	description: 'Ask whether you may call the person on WhatsApp',
	read: readCallPermission,
	buttons: () => ['Choose preference'],
};

const callFields: readonly INodeProperties[] = [
	{
		displayName: 'Button Text',
		name: 'callButtonText',
		type: 'string',
		default: '',
		placeholder: 'e.g. Call us',
		description: 'The text on the button, up to 20 characters. If empty, WhatsApp chooses it.',
	},
	{
		displayName: 'Minutes',
		name: 'callMinutes',
		type: 'string',
		default: '',
		placeholder: 'e.g. 1440',
		description: 'How long the button works, up to 43200 minutes (30 days). If empty, seven days.',
	},
	{
		displayName: 'Payload',
		name: 'callPayload',
		type: 'string',
		default: '',
		placeholder: 'e.g. order-1042',
		description: 'Comes back with the call, up to 512 characters. Optional.',
	},
];

/** A button that calls the business on WhatsApp. */
export const voiceCallType: InteractiveType<'voiceCall'> = {
	kind: 'voiceCall',
	name: 'Call Button',
	description: 'One button that calls you on WhatsApp; calls must be switched on for your number',
	header: 'text',
	hasFooter: true,
	shape: '{"body", "button", "minutes", "payload"}',
	fields: callFields,
	form: ({ parameter }) => ({
		button: parameter('callButtonText', ''),
		minutes: parameter('callMinutes', ''),
		payload: parameter('callPayload', ''),
	}),
	read: readVoiceCall,
	buttons: ({ button }) => [button ?? 'Call now'],
};

const addressValues = jsonField({
	displayName: 'Address (JSON)',
	name: 'addressValues',
	placeholder: 'e.g. {"name": "Asha", "in_pin_code": "400063"}',
	description:
		'What you know already and the person need not enter. WhatsApp’s names are: name, phone_number, in_pin_code, house_number, floor_number, tower_number, building_name, address, landmark_area, city, state. Optional.',
});

/** A form for an address. */
export const addressType: InteractiveType<'address'> = {
	kind: 'address',
	name: 'Address Request',
	description: 'Ask for an address; WhatsApp offers this in India only',
	header: 'text',
	hasFooter: true,
	shape: '{"body", "country", "values", "corrections", "savedAddresses": [{"id", "value"}]}',
	fields: [
		{
			displayName: 'Country',
			name: 'addressCountry',
			type: 'string',
			required: true,
			default: 'IN',
			description: 'The code of the country. WhatsApp offers address requests in India only: IN.',
		},
		addressValues.field,
	],
	form: (item) => ({
		country: item.parameter('addressCountry', 'IN'),
		values: addressValues.read(item),
	}),
	read: readAddress,
	buttons: () => ['Provide address'],
};
