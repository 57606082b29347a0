import type { z } from 'zod/v4';

import { eventSchema } from './eventSchema';
import { faultSchema } from './faultSchema';
import { inboundSchema } from './inboundSchema';
import {
	clockSchema,
	guideSchema,
	idQuery,
	messagesQuery,
	optOutSchema,
	peopleSchema,
	rateLimitSchema,
	statusSchema,
	templatesSchema,
	windowSchema,
} from './stateSchemas';
import {
	floodSchema,
	repeatSchema,
	webhookFaultsSchema,
	webhookSchema,
	webhooksQuery,
} from './webhookSchemas';

/** One path of the control API. */
export interface ControlEndpoint {
	readonly summary: string;
	/** Its JSON. */
	readonly json?: z.ZodType;
	readonly query?: z.ZodType;
}

/** Everything that the control API can be asked for, below `/_sandbox`. */
export const endpoints = {
	'GET /phones': { summary: 'Each phone with its messages and windows' },
	'GET /messages': { summary: 'All messages', query: messagesQuery },
	'POST /inbound': {
		summary: 'A person writes or does something; one of the fields after hidden and group',
		json: inboundSchema,
	},
	'POST /events': {
		summary: 'What happens beside messages; one of echo, call, template and account',
		json: eventSchema,
	},
	'POST /status': { summary: 'How far an outgoing message comes', json: statusSchema },
	'POST /opt-out': { summary: 'A person asks not to be written to', json: optOutSchema },
	'POST /people': {
		summary: 'Turn a phone off, or let a person block the business',
		json: peopleSchema,
	},
	'POST /window': { summary: 'Open the 24-hour window, or close it', json: windowSchema },
	'GET /clock': { summary: 'The time, and how fast it runs' },
	'POST /clock': { summary: 'Change the time; one of the fields', json: clockSchema },
	'GET /faults/named': { summary: 'The faults that the page offers, with their effects' },
	'GET /faults': { summary: 'The faults to come' },
	'POST /faults': { summary: 'Let answers have a fault; some of its effects', json: faultSchema },
	'DELETE /faults': { summary: 'No more faults' },
	'GET /rate-limit': { summary: 'How many requests each gateway accepts' },
	'POST /rate-limit': {
		summary: 'Set a rate limit; the gateway alone restores the documented one',
		json: rateLimitSchema,
	},
	'POST /templates': {
		summary: 'Let every account have so many templates more, which can be listed only',
		json: templatesSchema,
	},
	'GET /webhooks': { summary: 'Where each gateway delivers its events, with the last answer' },
	'POST /webhooks': {
		summary: 'Add an address to which a gateway delivers its events, as in its dashboard',
		json: webhookSchema,
	},
	'DELETE /webhooks': {
		summary: 'Remove one address, those of a gateway, or all',
		query: webhooksQuery,
	},
	'POST /webhooks/faults': { summary: 'Let deliveries have faults', json: webhookFaultsSchema },
	'DELETE /webhooks/faults': { summary: 'Deliver as it should be; what is held goes out' },
	'GET /deliveries': { summary: 'The last 1000 attempts to deliver' },
	'GET /delivery': { summary: 'The attempts of one delivery, with all they hold', query: idQuery },
	'POST /deliveries/repeat': { summary: 'Deliver something once more', json: repeatSchema },
	'DELETE /deliveries': { summary: 'Forget the attempts' },
	'POST /flood': { summary: 'Deliver many messages at once', json: floodSchema },
	'GET /requests': { summary: 'The last 500 requests to the gateways' },
	'GET /request': { summary: 'One request and its answer, with all they hold', query: idQuery },
	'GET /file': { summary: 'A file that a person attached', query: idQuery },
	'GET /stream': { summary: 'What the page shows, as events while it changes' },
	'POST /guide': {
		summary: 'Where the page leads to: n8n, and the example to try',
		json: guideSchema,
	},
	'POST /reset': { summary: 'Back to the beginning' },
} as const satisfies Record<string, ControlEndpoint>;
