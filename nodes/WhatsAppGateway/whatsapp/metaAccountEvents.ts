import type { AccountChange, TemplateChange } from '../core/eventReports';
import { asObject, asObjects, asText, firstText, type JsonObject } from '../core/narrow';

/** What changed in a template, by the field of Meta's webhook. */
const templateFields = new Map<string, string>([
	['message_template_status_update', 'status'],
	['message_template_quality_update', 'quality'],
	['message_template_components_update', 'components'],
	['template_category_update', 'category'],
	['template_correct_category_detection', 'category'],
]);

/** The fields of Meta's webhook with news of an account or a number. */
const accountFields: ReadonlySet<string> = new Set([
	'account_alerts',
	'account_review_update',
	'account_settings_update',
	'account_update',
	'business_capability_update',
	'business_status_update',
	'business_username_update',
	'business_username_updates',
	'payment_configuration_update',
	'phone_number_name_update',
	'phone_number_quality_update',
	'security',
]);

/**
 * A template that changed; `null` for any other field.
 * Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/message_template_status_update
 */
export function readTemplateChange(field: string, value: JsonObject): TemplateChange | null {
	const change = templateFields.get(field);
	if (change === undefined) return null;
	const reason = asText(value['reason']);
	return {
		change,
		templateId: asText(value['message_template_id']),
		name: asText(value['message_template_name']),
		language: asText(value['message_template_language']),
		status: asText(value['event']),
		// Meta writes NONE where there is no reason.
		reason:
			(reason === 'NONE' ? null : reason) ??
			firstText(asObject(value['rejection_info']), 'reason') ??
			firstText(asObject(value['other_info']), 'description', 'title'),
		quality: asText(value['new_quality_score']),
		previousQuality: asText(value['previous_quality_score']),
		category: firstText(
			value,
			'new_category',
			'correct_category',
			'category',
			'message_template_category',
		),
		previousCategory: asText(value['previous_category']),
	};
}

/** Why an account was restricted, in WhatsApp's own words. */
function readDescription(value: JsonObject, alert: JsonObject): string | null {
	const restrictions = asObjects(value['restriction_info']).map((row) =>
		asText(row['restriction_type']),
	);
	const rejection = asText(value['rejection_reason']);
	return (
		asText(alert['alert_description']) ??
		asText(asObject(value['violation_info'])['violation_type']) ??
		asText(restrictions.filter(Boolean).join(', ')) ??
		asText(asObject(value['disconnection_info'])['reason']) ??
		(rejection === 'NONE' ? null : rejection)
	);
}

/**
 * News of an account or a number; `null` for any other field.
 * Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/overview
 */
export function readAccountChange(field: string, value: JsonObject): AccountChange | null {
	if (!accountFields.has(field)) return null;
	// Meta's pages show an alert with and without a frame.
	const alert = 'alert_info' in value ? asObject(value['alert_info']) : value;
	return {
		change: field,
		event: firstText(value, 'event') ?? asText(alert['alert_type']),
		severity: asText(alert['alert_severity']),
		status:
			asText(alert['alert_status']) ??
			asText(asObject(value['ban_info'])['waba_ban_state']) ??
			firstText(
				value,
				'decision',
				'current_limit',
				'max_daily_conversations_per_business',
				'max_daily_conversation_per_phone',
				'status',
			),
		description: readDescription(value, alert),
	};
}
