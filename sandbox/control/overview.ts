import { dialects } from '../gateways';
import { seedPhones, seedTemplates, type SeedTemplate } from '../state/seed';

const steering = {
	'GET /_sandbox/phones': 'each phone with its messages and windows',
	'GET /_sandbox/messages': 'all messages; ?phone= &gateway= &direction=inbound|outbound',
	'POST /_sandbox/inbound':
		'a person writes: {phone, gateway?, name?, replyTo?, hidden?} and one of text, tap: {message, id}, media: {type, mimeType?, fileName?, caption?, bytes?}, location: {latitude, longitude, name?, address?}',
	'POST /_sandbox/status': 'how far an outgoing message comes: {id, status, reason?}',
	'POST /_sandbox/opt-out': 'a person asks not to be written to: {phone, gateway?, optedOut?}',
	'GET|POST /_sandbox/clock':
		'the time; {advance: seconds}, {now: ISO 8601} or {speed: times as fast, 0.1 to 1000}',
	'GET|POST|DELETE /_sandbox/faults':
		'spoil answers: {gateway?, path?, phone?, times?, after?: before|accepted} and some of status, headers, body, stallMs, reset: true, limited: {after: seconds, form?: own|seconds|date|reset|body|none}, slow: {bytes, everyMs}, truncate: bytes, fails: reason|null, twice: true',
	'GET|POST /_sandbox/budget':
		'how many requests a gateway takes: {gateway, requests, seconds}; {gateway} for the documented limit',
	'GET|POST|DELETE /_sandbox/webhooks':
		'where a gateway tells what happens, as in its dashboard: {gateway, url}; DELETE takes ?gateway=',
	'POST|DELETE /_sandbox/webhooks/behave':
		'deliver badly: {gateway?, duplicate?, shuffle?, seed?, delayMs?, forge?: secret|body|missing|old, batch?}',
	'GET|DELETE /_sandbox/deliveries': 'the last 1000 tries to deliver',
	'POST /_sandbox/flood':
		'many messages at once: {gateway, phone?, count, duplicates?, parallel?, seed?}',
	'GET /_sandbox/requests': 'the last 500 requests to the gateways',
	'POST /_sandbox/reset': 'back to the beginning',
} as const;

/** What a sandbox at this address has, for people and for programs. */
export function overview(origin: string) {
	return {
		gateways: dialects.map(({ id, name, token, basePath, fields = {}, webhook }) => ({
			id,
			name,
			baseUrl: `${origin}/${id}${basePath}`,
			accessToken: token,
			signingSecret: webhook?.secret ?? null,
			fields,
		})),
		phones: seedPhones,
		templates: seedTemplates.map(({ name, category, translations }: SeedTemplate) => ({
			name,
			category,
			languages: Object.entries(translations).map(([language, { status }]) => ({
				language,
				status,
			})),
			body: Object.values(translations)[0]?.body ?? '',
		})),
		steering,
	};
}
