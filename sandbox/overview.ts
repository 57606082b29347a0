import { dialects } from './gateways';
import { seedPhones, seedTemplates, type SeedTemplate } from './seed';

const steering = {
	'GET /_sandbox/phones': 'each phone with its messages and windows',
	'GET /_sandbox/messages': 'all messages; ?phone= &gateway= &direction=inbound|outbound',
	'POST /_sandbox/inbound': 'a person writes: {phone, text, gateway?}',
	'POST /_sandbox/status': 'how far an outgoing message comes: {id, status, reason?}',
	'POST /_sandbox/opt-out': 'a person asks not to be written to: {phone, gateway?, optedOut?}',
	'GET|POST /_sandbox/clock': 'the time; {advance: seconds} or {now: ISO 8601}',
	'GET|POST|DELETE /_sandbox/faults':
		'spoil answers: {gateway?, path?, times?, after?, status?, headers?, body?, stallMs?, reset?}',
	'GET /_sandbox/requests': 'the last 500 requests to the gateways',
	'POST /_sandbox/reset': 'back to the beginning',
} as const;

/** What a sandbox at this address has, for people and for programs. */
export function overview(origin: string) {
	return {
		gateways: dialects.map(({ id, name, token, basePath, fields = {} }) => ({
			id,
			name,
			baseUrl: `${origin}/${id}${basePath}`,
			accessToken: token,
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
