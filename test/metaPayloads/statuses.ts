import {
	change,
	type Json,
	type MetaPayload,
	payloadOf,
	profiles,
	quiet,
	stamp,
	valueOf,
} from './envelope';

const toBen = { recipient_id: '14155550123' };
const toHidden = { recipient_user_id: 'US.13491208655302741918' };

const row = (more: Json): Json => ({ ...stamp('wamid.OUT-'), ...toBen, ...more });

const one = (name: string, becomes: string, more: Json, value: Json = {}): MetaPayload =>
	quiet(name, becomes, payloadOf(change('messages', valueOf({ statuses: [row(more)], ...value }))));

const hidden = (name: string, more: Json): MetaPayload =>
	quiet(
		name,
		'status',
		payloadOf(
			change(
				'messages',
				valueOf({
					contacts: [profiles.hidden],
					statuses: [{ ...stamp('wamid.OUT-'), ...toHidden, ...more }],
				}),
			),
		),
	);

const pricing = (category: string, type: string, billable = true) => ({
	billable,
	pricing_model: 'PMP',
	type,
	category,
});

const failed = (code: number, title: string, details?: string) => ({
	status: 'failed',
	errors: [
		{
			code,
			title,
			message: title,
			...(details && { error_data: { details } }),
			href: 'https://developers.facebook.com/',
		},
	],
});

const payment = (status: string, more: Json): Json => ({
	type: 'payment',
	status,
	payment: {
		reference_id: 'order-1',
		amount: { value: 1250, offset: 100 },
		currency: 'INR',
		...more,
	},
});

/** What became of messages, and payments. */
export const statusPayloads: readonly MetaPayload[] = [
	one('sent, billed', 'status', {
		status: 'sent',
		conversation: { id: 'c1', expiration_timestamp: '1795255200', origin: { type: 'service' } },
		pricing: pricing('service', 'regular'),
	}),
	one('sent, within a free entry point', 'status', {
		status: 'sent',
		conversation: { id: 'c2', origin: { type: 'referral_conversion' } },
		pricing: pricing('referral_conversion', 'free_entry_point', false),
	}),
	one('delivered, marketing', 'status', {
		status: 'delivered',
		pricing: pricing('marketing', 'regular'),
	}),
	one('delivered, utility', 'status', {
		status: 'delivered',
		pricing: pricing('utility', 'regular'),
	}),
	one('delivered, authentication abroad', 'status', {
		status: 'delivered',
		pricing: pricing('authentication_international', 'regular'),
	}),
	one('delivered, by the conversation', 'status', {
		status: 'delivered',
		pricing: { billable: true, pricing_model: 'CBP', category: 'utility' },
	}),
	one(
		'delivered, with the profile',
		'status',
		{ status: 'delivered' },
		{ contacts: [profiles.ben] },
	),
	one('read', 'status', { status: 'read' }),
	one('listened to', 'status', { status: 'played' }),
	one('sent, with a key of ours', 'status', {
		status: 'sent',
		biz_opaque_callback_data: 'order-1042',
	}),
	one(
		'not delivered: the window is closed',
		'status',
		failed(131047, 'Re-engagement message', 'More than 24 hours have passed'),
	),
	one('not delivered: too many marketing messages', 'status', failed(131049, 'Not delivered')),
	one('not delivered, without a reason', 'status', { status: 'failed' }),
	one('held for its quality', 'status', { status: 'held_for_quality_assessment' }),
	one('deleted', 'other', { status: 'deleted' }),
	one('warning', 'other', { status: 'warning', errors: [{ code: 1 }] }),
	one('status of a later version', 'other', { status: 'admired' }),
	one('no status', 'other', {}),
	hidden('sent to a person who hides the number', { status: 'sent' }),
	hidden('delivered to a person who hides the number', {
		status: 'delivered',
		pricing: pricing('service', 'regular'),
	}),
	hidden('read by a person who hides the number', { status: 'read' }),
	hidden(
		'not delivered to a person who hides the number',
		failed(131062, 'Recipient has no number'),
	),
	quiet(
		'read by a person with number and user id',
		'status',
		payloadOf(
			change(
				'messages',
				valueOf({
					contacts: [profiles.anna],
					statuses: [
						row({
							status: 'read',
							recipient_id: '491713920012',
							recipient_user_id: 'DE.90214477310058816644',
						}),
					],
				}),
			),
		),
	),
	quiet(
		'three statuses of one message',
		'status status status',
		payloadOf(
			change(
				'messages',
				valueOf({
					statuses: ['sent', 'delivered', 'read'].map((status) => ({
						id: 'wamid.OUT-X',
						timestamp: '1795169999',
						...toBen,
						status,
					})),
				}),
			),
		),
	),
	one('payment awaited', 'payment', payment('pending', {})),
	one(
		'payment made',
		'payment',
		payment('captured', { transaction: { id: 't1', type: 'upi', status: 'success' } }),
	),
	one(
		'payment refused',
		'payment',
		payment('failed', {
			transaction: { id: 't2', status: 'failed' },
			amount: { value: 5, offset: 0 },
		}),
	),
	quiet(
		'payment of a person who hides the number',
		'payment',
		payloadOf(
			change(
				'messages',
				valueOf({
					contacts: [profiles.hidden],
					statuses: [{ ...stamp('wamid.OUT-'), ...toHidden, ...payment('captured', {}) }],
				}),
			),
		),
	),
	one('call rings, in the list of statuses', 'call', { type: 'call', status: 'RINGING' }),
];

const preference = (more: Json) => ({
	category: 'marketing_messages',
	timestamp: stamp().timestamp,
	...more,
});
const stop = { value: 'stop', detail: 'User requested to stop marketing messages' };
const resume = { value: 'resume', detail: 'User requested to resume marketing messages' };
const preferences = (contacts: readonly Json[], ...rows: readonly Json[]) =>
	payloadOf(
		change(
			'user_preferences',
			valueOf({ ...(contacts.length > 0 && { contacts }), user_preferences: rows }),
		),
	);

/** What people want to get. */
export const preferencePayloads: readonly MetaPayload[] = [
	quiet(
		'opted out',
		'optOut',
		preferences([profiles.ben], preference({ wa_id: '14155550123', ...stop })),
	),
	quiet(
		'opted out, hides the number',
		'optOut',
		preferences([profiles.hidden], preference({ user_id: 'US.13491208655302741918', ...stop })),
	),
	quiet(
		'opted out, without a profile',
		'optOut',
		preferences([], preference({ wa_id: '14155550123', ...stop })),
	),
	quiet(
		'opted in again',
		'other',
		preferences([profiles.ben], preference({ wa_id: '14155550123', ...resume })),
	),
	quiet(
		'two people opted out',
		'optOut optOut',
		preferences(
			[profiles.ben, profiles.hidden],
			preference({ wa_id: '14155550123', ...stop }),
			preference({ user_id: 'US.13491208655302741918', ...stop }),
		),
	),
];

const calls = (more: Json) => payloadOf(change('calls', valueOf(more)));
const call = (more: Json) => ({ ...stamp('wacid.CALL'), ...more });
const fromBen = { from: '14155550123', to: '15550100100', direction: 'USER_INITIATED' };
const toBenCall = { from: '15550100100', to: '14155550123', direction: 'BUSINESS_INITIATED' };

/** Calls. */
export const callPayloads: readonly MetaPayload[] = [
	quiet(
		'a person calls',
		'call',
		calls({
			contacts: [profiles.ben],
			calls: [call({ ...fromBen, event: 'connect', session: { sdp_type: 'offer', sdp: 'v=0' } })],
		}),
	),
	quiet(
		'a person who hides the number calls',
		'call',
		calls({
			contacts: [profiles.hidden],
			calls: [
				call({
					from_user_id: 'US.13491208655302741918',
					to: '15550100100',
					direction: 'USER_INITIATED',
					event: 'connect',
				}),
			],
		}),
	),
	quiet(
		'call ended',
		'call',
		calls({
			calls: [
				call({
					...fromBen,
					event: 'terminate',
					status: 'COMPLETED',
					start_time: '1795170000',
					end_time: '1795170042',
					duration: 42,
				}),
			],
		}),
	),
	quiet(
		'call without an answer',
		'call',
		calls({ calls: [call({ ...fromBen, event: 'terminate', status: 'Failed' })] }),
	),
	quiet('our call is taken', 'call', calls({ calls: [call({ ...toBenCall, event: 'connect' })] })),
	quiet(
		'our call ended',
		'call',
		calls({
			calls: [
				call({
					...toBenCall,
					event: 'terminate',
					status: 'Completed',
					duration: 7,
					biz_opaque_callback_data: 'k',
				}),
			],
		}),
	),
	...['RINGING', 'ACCEPTED', 'REJECTED'].map((status) =>
		quiet(
			`our call: ${status.toLowerCase()}`,
			'call',
			calls({
				statuses: [{ ...stamp('wacid.CALL'), type: 'call', status, recipient_id: '14155550123' }],
			}),
		),
	),
	quiet(
		'one call from ring to end',
		'call call',
		calls({
			calls: ['connect', 'terminate'].map((event) => ({
				id: 'wacid.ONE',
				timestamp: '1795170100',
				...fromBen,
				event,
			})),
		}),
	),
];
