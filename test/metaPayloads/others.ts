import {
	accountPayload,
	change,
	type Json,
	messagePayload,
	messageRow,
	type MetaPayload,
	payloadOf,
	profiles,
	quiet,
	stamp,
	valueOf,
} from './envelope';

const text = (body: string) => ({ type: 'text', text: { body } });
const status = (status: string) => ({
	...stamp('wamid.OUT-'),
	status,
	recipient_id: '14155550123',
});

/** Fields that no run needs by default, and payloads that are not as they should be. */
export const otherPayloads: readonly MetaPayload[] = [
	quiet(
		'partner solution',
		'other',
		accountPayload('partner_solutions', { event: 'SOLUTION_CREATED', solution_id: '1' }),
	),
	quiet(
		'conversion',
		'other',
		accountPayload(
			'tracking_events',
			valueOf({ tracking_events: [{ event_name: 'marketing_message_link_click' }] }),
		),
	),
	quiet(
		'purchase that Meta detected',
		'other',
		accountPayload(
			'automatic_events',
			valueOf({
				automatic_events: [
					{ id: 'wamid.IN1', event_name: 'Purchase', timestamp: 1795170000, ctwa_clid: 'c' },
				],
			}),
		),
	),
	quiet(
		'Flow with a slow endpoint',
		'other',
		accountPayload('flows', { event: 'ENDPOINT_LATENCY', flow_id: '1', threshold: 1000 }),
	),
	quiet(
		'Flow published',
		'other',
		accountPayload('flows', {
			event: 'FLOW_STATUS_CHANGE',
			flow_id: '1',
			old_status: 'DRAFT',
			new_status: 'PUBLISHED',
		}),
	),
	quiet(
		'chat handed over',
		'other',
		payloadOf(
			change(
				'messaging_handovers',
				valueOf({ messaging_handovers: [{ ...stamp(), new_owner: 'app' }] }),
			),
		),
	),
	quiet(
		'message while Meta’s agent answers',
		'other',
		messagePayload(text('Hi agent'), 'ben', 'standby'),
	),
	quiet(
		'answer of Meta’s agent',
		'other',
		payloadOf(
			change(
				'standby',
				valueOf({ message_echoes: [{ ...stamp(), to: '14155550123', ...text('I am the agent') }] }),
			),
		),
	),
	quiet(
		'status of an answer of Meta’s agent',
		'other',
		payloadOf(change('standby', valueOf({ statuses: [status('read')] }))),
	),
	quiet(
		'user id in the field of former times',
		'other',
		accountPayload(
			'user_id_update',
			valueOf({
				user_id_update: [{ wa_id: '14155550123', user_id: { previous: 'US.1', current: 'US.2' } }],
			}),
		),
	),
	quiet(
		'messages in the field of an account',
		'account',
		messagePayload(text('In the wrong field'), 'ben', 'account_update'),
	),
	quiet(
		'messages in a field of a later version',
		'other',
		messagePayload(text('Later'), 'ben', 'messages_v2'),
	),
	quiet(
		'messages without a field',
		'other',
		payloadOf({ value: valueOf({ messages: [messageRow(text('Fieldless'))] }) }),
	),
	quiet(
		'messages in the list of echoes',
		'other',
		payloadOf(change('messages', valueOf({ message_echoes: [messageRow(text('Echo?'))] }))),
	),
	quiet(
		'messages in the field of echoes',
		'other',
		messagePayload(text('In the field of echoes'), 'ben', 'smb_message_echoes'),
	),
	quiet(
		'a fault of the webhook itself',
		'other',
		payloadOf(
			change(
				'messages',
				valueOf({
					errors: [
						{ code: 131031, title: 'Account has been locked', error_data: { details: 'Locked' } },
					],
				}),
			),
		),
	),
	quiet(
		'two faults of the webhook itself',
		'other other',
		payloadOf(
			change(
				'messages',
				valueOf({
					errors: [
						{ code: 1, title: 'One' },
						{ code: 2, title: 'Two' },
					],
				}),
			),
		),
	),
	quiet('nothing in the field of messages', 'other', payloadOf(change('messages', valueOf({})))),
	quiet(
		'empty lists',
		'other',
		payloadOf(change('messages', valueOf({ messages: [], statuses: [], contacts: [] }))),
	),
	quiet('no value', 'other', payloadOf({ field: 'messages' })),
	quiet('no changes', 'other', {
		object: 'whatsapp_business_account',
		entry: [{ id: '1', changes: [] }],
	}),
	quiet('no entry', 'other', { object: 'whatsapp_business_account', entry: [] }),
	quiet('another product of Meta', 'other', {
		object: 'page',
		entry: [{ id: '1', messaging: [{ message: { text: 'Hi' } }] }],
	}),
	quiet(
		'message from the own number',
		'message',
		payloadOf(
			change(
				'messages',
				valueOf({ messages: [{ from: '15550100100', ...stamp(), ...text('To myself') }] }),
			),
		),
	),
	quiet(
		'message from the own number, as it is displayed',
		'message',
		payloadOf(
			change(
				'messages',
				valueOf(
					{ messages: [{ from: '15550100199', ...stamp(), ...text('To myself') }] },
					'second',
				),
			),
		),
	),
];

const spoken = (name: string, becomes: string, payload: Json): MetaPayload => ({
	name,
	becomes,
	personSpeaks: true,
	payload,
});

const messages = (rows: readonly Json[], more: Json = {}, number?: 'second') =>
	change('messages', valueOf({ contacts: [profiles.ben], messages: rows, ...more }, number));

/** Several things at once. */
export const batchPayloads: readonly MetaPayload[] = [
	spoken(
		'two messages of one person',
		'message message',
		payloadOf(messages([messageRow(text('One')), messageRow(text('Two'))])),
	),
	spoken(
		'messages of two people',
		'message message',
		payloadOf(
			messages([messageRow(text('Ben here')), messageRow(text('Carla here'), 'hidden')], {
				contacts: [profiles.ben, profiles.hidden],
			}),
		),
	),
	spoken(
		'messages of two people, profiles the other way round',
		'message message',
		payloadOf(
			messages([messageRow(text('Anna here'), 'anna'), messageRow(text('Carla again'), 'hidden')], {
				contacts: [profiles.hidden, profiles.anna],
			}),
		),
	),
	spoken(
		'message and status in one value',
		'message status',
		payloadOf(messages([messageRow(text('Both'))], { statuses: [status('read')] })),
	),
	spoken(
		'message and reaction',
		'message reaction',
		payloadOf(
			messages([
				messageRow(text('With a heart')),
				messageRow({ type: 'reaction', reaction: { message_id: 'wamid.OUT9', emoji: '❤️' } }),
			]),
		),
	),
	spoken(
		'two entries',
		'message status',
		payloadOf(
			messages([messageRow(text('First entry'))]),
			change('messages', valueOf({ statuses: [status('delivered')] })),
		),
	),
	spoken(
		'two numbers of one account',
		'message message',
		payloadOf(
			messages([messageRow(text('To the first'))]),
			messages([messageRow(text('To the second'))], {}, 'second'),
		),
	),
	spoken(
		'text to the second number',
		'message',
		payloadOf(messages([messageRow(text('Only the second'))], {}, 'second')),
	),
	spoken(
		'tap on the second number',
		'reply',
		payloadOf(
			messages(
				[
					messageRow({
						type: 'interactive',
						interactive: { type: 'button_reply', button_reply: { id: '2', title: 'Second' } },
					}),
				],
				{},
				'second',
			),
		),
	),
	spoken(
		'message beside an echo and a template',
		'message echo template',
		payloadOf(
			messages([messageRow(text('Beside others'))]),
			change(
				'smb_message_echoes',
				valueOf({
					message_echoes: [{ from: '15550100100', to: '14155550123', ...stamp(), ...text('Mine') }],
				}),
			),
			change('message_template_status_update', {
				event: 'PAUSED',
				message_template_id: 7,
				message_template_name: 'sale',
				message_template_language: 'de',
			}),
		),
	),
	spoken(
		'message beside one in a group',
		'message message',
		payloadOf(
			messages([
				messageRow(text('Private')),
				messageRow({ group_id: 'G1', ...text('In the group') }),
			]),
		),
	),
	quiet('two changes in one entry', 'status account', {
		object: 'whatsapp_business_account',
		entry: [
			{
				id: '1',
				time: 1795180000,
				changes: [
					change('messages', valueOf({ statuses: [status('sent')] })),
					change('account_review_update', { decision: 'PENDING' }),
				],
			},
		],
	}),
	quiet(
		'ten statuses',
		Array.from({ length: 10 }, () => 'status').join(' '),
		payloadOf(
			change(
				'messages',
				valueOf({ statuses: Array.from({ length: 10 }, () => status('delivered')) }),
			),
		),
	),
	quiet(
		'statuses of two numbers',
		'status status',
		payloadOf(
			change('messages', valueOf({ statuses: [status('sent')] })),
			change('messages', valueOf({ statuses: [status('sent')] }, 'second')),
		),
	),
	quiet('the same news of two accounts', 'account account', {
		object: 'whatsapp_business_account',
		entry: ['1', '2'].map((id) => ({
			id,
			time: 1795180001,
			changes: [change('account_review_update', { decision: 'APPROVED' })],
		})),
	}),
];
