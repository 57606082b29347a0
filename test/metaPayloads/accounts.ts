import { accountPayload, type Json, type MetaPayload, numbers, quiet } from './envelope';

const one = (name: string, becomes: string, field: string, value: Json) =>
	quiet(name, becomes, accountPayload(field, value));

const template = {
	message_template_id: 1689556908129832,
	message_template_name: 'order_confirmation',
	message_template_language: 'en_US',
};

const ownNumber = { display_phone_number: '15550100100' };

/** News of templates. */
export const templatePayloads: readonly MetaPayload[] = [
	...[
		'APPROVED',
		'PENDING',
		'PENDING_DELETION',
		'IN_APPEAL',
		'FLAGGED',
		'ARCHIVED',
		'LOCKED',
		'REINSTATED',
	].map((event) =>
		one(`template ${event}`, 'template', 'message_template_status_update', {
			event,
			...template,
			reason: 'NONE',
		}),
	),
	one('template rejected', 'template', 'message_template_status_update', {
		event: 'REJECTED',
		...template,
		reason: 'INVALID_FORMAT',
	}),
	one('template rejected, with a recommendation', 'template', 'message_template_status_update', {
		event: 'REJECTED',
		...template,
		reason: null,
		rejection_info: {
			reason: 'The variable stands at the end.',
			recommendation: 'Add words after it.',
		},
	}),
	one('template paused', 'template', 'message_template_status_update', {
		event: 'PAUSED',
		...template,
		reason: 'NONE',
		other_info: { title: 'FIRST_PAUSE', description: 'Paused for 3 hours' },
	}),
	one('template disabled', 'template', 'message_template_status_update', {
		event: 'DISABLED',
		...template,
		disable_info: { disable_date: 1795200000 },
	}),
	one('template approved again, at another time', 'template', 'message_template_status_update', {
		event: 'APPROVED',
		...template,
		reason: 'NONE',
	}),
	one('template quality', 'template', 'message_template_quality_update', {
		previous_quality_score: 'GREEN',
		new_quality_score: 'YELLOW',
		...template,
	}),
	one('template quality for the first time', 'template', 'message_template_quality_update', {
		new_quality_score: 'UNKNOWN',
		...template,
	}),
	one('template parts', 'template', 'message_template_components_update', {
		...template,
		message_template_title: 'Order',
		message_template_element: 'Hi {{1}}',
	}),
	one('template category to come', 'template', 'template_category_update', {
		...template,
		new_category: 'UTILITY',
		correct_category: 'MARKETING',
	}),
	one('template category', 'template', 'template_category_update', {
		...template,
		previous_category: 'UTILITY',
		new_category: 'MARKETING',
	}),
	one('template in the wrong category', 'template', 'template_correct_category_detection', {
		...template,
		category: 'UTILITY',
		correct_category: 'MARKETING',
	}),
];

/** News of the account and its numbers. */
export const accountPayloads: readonly MetaPayload[] = [
	one('alert', 'account', 'account_alerts', {
		entity_type: 'BUSINESS',
		entity_id: '520744086200222',
		alert_info: {
			alert_severity: 'WARNING',
			alert_status: 'ACTIVE',
			alert_type: 'INCREASED_CAPABILITIES_ELIGIBILITY_DEFERRED',
			alert_description: 'Limits cannot be increased yet.',
		},
	}),
	one('alert without a frame', 'account', 'account_alerts', {
		entity_type: 'PHONE_NUMBER',
		alert_severity: 'INFORMATIONAL',
		alert_status: 'NONE',
		alert_type: 'OBA_APPROVED',
		alert_description: 'Official now.',
	}),
	one('account restricted', 'account', 'account_update', {
		event: 'ACCOUNT_RESTRICTION',
		restriction_info: [
			{ restriction_type: 'RESTRICTED_BIZ_INITIATED_MESSAGING', expiration: 1795200000 },
			{ restriction_type: 'RESTRICTED_ADD_PHONE_NUMBER_ACTION' },
		],
	}),
	one('account violated a rule', 'account', 'account_update', {
		event: 'ACCOUNT_VIOLATION',
		violation_info: { violation_type: 'ADULT' },
	}),
	one('account banned', 'account', 'account_update', {
		event: 'DISABLED_UPDATE',
		ban_info: { waba_ban_state: 'DISABLE', waba_ban_date: 'November 20, 2026' },
	}),
	one('account deleted', 'account', 'account_update', { event: 'ACCOUNT_DELETED' }),
	one('account shared with a partner', 'account', 'account_update', {
		event: 'PARTNER_ADDED',
		waba_info: { waba_id: '1', owner_business_id: '2' },
	}),
	one('account taken from a partner', 'account', 'account_update', {
		event: 'PARTNER_REMOVED',
		phone_number: '15550100100',
		disconnection_info: { reason: 'PRIMARY_INACTIVITY', initiated_by: 'SYSTEM' },
	}),
	one('price of authentication abroad', 'account', 'account_update', {
		event: 'AUTH_INTL_PRICE_ELIGIBILITY_UPDATE',
		auth_international_rate_eligibility: { start_time: 1795200000 },
	}),
	one('country of the business', 'account', 'account_update', {
		event: 'BUSINESS_PRIMARY_LOCATION_COUNTRY_UPDATE',
		country: 'DE',
	}),
	one('account reviewed', 'account', 'account_review_update', { decision: 'APPROVED' }),
	one('account refused', 'account', 'account_review_update', { decision: 'REJECTED' }),
	one('display name approved', 'account', 'phone_number_name_update', {
		...ownNumber,
		decision: 'APPROVED',
		requested_verified_name: 'Lucky Shrub',
		rejection_reason: 'NONE',
	}),
	one('display name rejected', 'account', 'phone_number_name_update', {
		...ownNumber,
		decision: 'REJECTED',
		requested_verified_name: 'Shop',
		rejection_reason: 'NAME_GENERIC',
	}),
	one('more messages a day', 'account', 'phone_number_quality_update', {
		...ownNumber,
		event: 'UPGRADE',
		current_limit: 'TIER_10K',
	}),
	one('fewer messages a day', 'account', 'phone_number_quality_update', {
		...ownNumber,
		event: 'DOWNGRADE',
		old_limit: 'TIER_10K',
		current_limit: 'TIER_1K',
	}),
	one('throughput raised', 'account', 'phone_number_quality_update', {
		...ownNumber,
		event: 'THROUGHPUT_UPGRADE',
		max_daily_conversations_per_business: 'TIER_UNLIMITED',
	}),
	one('capability of the business', 'account', 'business_capability_update', {
		max_daily_conversations_per_business: 2000,
		max_phone_numbers_per_business: 20,
	}),
	one('capability of the account', 'account', 'business_capability_update', {
		max_daily_conversation_per_phone: 100000,
		max_phone_numbers_per_waba: 25,
	}),
	one('PIN changed', 'account', 'security', {
		...ownNumber,
		event: 'PIN_CHANGED',
		requester: '61555822107539',
	}),
	one('PIN to be reset', 'account', 'security', { ...ownNumber, event: 'PIN_RESET_REQUEST' }),
	one('PIN changed again', 'account', 'security', {
		...ownNumber,
		event: 'PIN_CHANGED',
		requester: '61555822107539',
	}),
	one('settings', 'account', 'account_settings_update', {
		event: 'PHONE_NUMBER_SETTINGS_UPDATE',
		phone_number_settings: { phone_number_id: numbers.first.phone_number_id },
	}),
	one('business', 'account', 'business_status_update', {
		business_id: '1',
		event: 'COMPROMISED_NOTIFICATION',
	}),
	one('payment set up', 'account', 'payment_configuration_update', {
		configuration_name: 'upi',
		provider_name: 'razorpay',
		status: 'Active',
	}),
	one('username of the business', 'account', 'business_username_update', {
		...ownNumber,
		username: 'luckyshrub',
		status: 'approved',
	}),
];
