import type { z } from 'zod/v4';

import {
	clockAnswer,
	deliveriesAnswer,
	deliveryAnswer,
	eventAnswer,
	faultsAnswer,
	messagesAnswer,
	namedFaultsAnswer,
	optOutAnswer,
	peopleAnswer,
	phonesAnswer,
	rateLimitAnswer,
	repeatAnswer,
	requestAnswer,
	requestsAnswer,
	statusAnswer,
	templatesAnswer,
	webhookAnswer,
	webhooksAnswer,
	windowAnswer,
} from './answerSchemas';
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
	/** What it answers, if that is JSON of a known form. */
	readonly answer?: z.ZodType;
	/** The media type of an answer that is no JSON. */
	readonly answerType?: string;
	/** Whether it answers 201. */
	readonly created?: true;
}

/** Everything that the control API can be asked for, below `/_sandbox`. */
export const endpoints = {
	'GET /phones': { summary: 'Each phone with its messages and windows', answer: phonesAnswer },
	'GET /messages': { summary: 'All messages', query: messagesQuery, answer: messagesAnswer },
	'POST /inbound': {
		summary: 'A person writes or does something; one of the fields after hidden and group',
		json: inboundSchema,
		answer: messagesAnswer,
		created: true,
	},
	'POST /events': {
		summary: 'What happens beside messages; one of echo, call, template and account',
		json: eventSchema,
		answer: eventAnswer,
		created: true,
	},
	'POST /status': {
		summary: 'How far an outgoing message comes',
		json: statusSchema,
		answer: statusAnswer,
	},
	'POST /opt-out': {
		summary: 'A person asks not to be written to',
		json: optOutSchema,
		answer: optOutAnswer,
	},
	'POST /people': {
		summary: 'Turn a phone off, or let a person block the business',
		json: peopleSchema,
		answer: peopleAnswer,
	},
	'POST /window': {
		summary: 'Open the 24-hour window, or close it',
		json: windowSchema,
		answer: windowAnswer,
	},
	'GET /clock': { summary: 'The time, and how fast it runs', answer: clockAnswer },
	'POST /clock': {
		summary: 'Change the time; one of the fields',
		json: clockSchema,
		answer: clockAnswer,
	},
	'GET /faults/named': {
		summary: 'The faults that the page offers, with their effects',
		answer: namedFaultsAnswer,
	},
	'GET /faults': { summary: 'The faults to come', answer: faultsAnswer },
	'POST /faults': {
		summary: 'Let answers have a fault; some of its effects',
		json: faultSchema,
		answer: faultsAnswer,
		created: true,
	},
	'DELETE /faults': { summary: 'No more faults', answer: faultsAnswer },
	'GET /rate-limit': { summary: 'How many requests each gateway accepts', answer: rateLimitAnswer },
	'POST /rate-limit': {
		summary: 'Set a rate limit; the gateway alone restores the documented one',
		json: rateLimitSchema,
		answer: rateLimitAnswer,
	},
	'POST /templates': {
		summary: 'Let every account have so many templates more, which can be listed only',
		json: templatesSchema,
		answer: templatesAnswer,
	},
	'GET /webhooks': {
		summary: 'Where each gateway delivers its events, with the last answer',
		answer: webhooksAnswer,
	},
	'POST /webhooks': {
		summary: 'Add an address to which a gateway delivers its events, as in its dashboard',
		json: webhookSchema,
		answer: webhookAnswer,
		created: true,
	},
	'DELETE /webhooks': {
		summary: 'Remove one address, those of a gateway, or all',
		query: webhooksQuery,
		answer: webhooksAnswer,
	},
	'POST /webhooks/faults': {
		summary: 'Let deliveries have faults',
		json: webhookFaultsSchema,
		created: true,
	},
	'DELETE /webhooks/faults': { summary: 'Deliver as it should be; what is held goes out' },
	'GET /deliveries': { summary: 'The last 1000 attempts to deliver', answer: deliveriesAnswer },
	'GET /delivery': {
		summary: 'The attempts of one delivery, with all they hold',
		query: idQuery,
		answer: deliveryAnswer,
	},
	'POST /deliveries/repeat': {
		summary: 'Deliver something once more',
		json: repeatSchema,
		answer: repeatAnswer,
	},
	'DELETE /deliveries': { summary: 'Forget the attempts', answer: deliveriesAnswer },
	'POST /flood': { summary: 'Deliver many messages at once', json: floodSchema },
	'GET /requests': { summary: 'The last 500 requests to the gateways', answer: requestsAnswer },
	'GET /request': {
		summary: 'One request and its answer, with all they hold',
		query: idQuery,
		answer: requestAnswer,
	},
	'GET /file': {
		summary: 'A file that a person attached',
		query: idQuery,
		answerType: 'application/octet-stream',
	},
	'GET /stream': {
		summary: 'What the page shows, as events while it changes',
		answerType: 'text/event-stream',
	},
	'POST /guide': {
		summary: 'Where the page leads to: n8n, and the example to try',
		json: guideSchema,
		answer: guideSchema,
	},
	'GET /openapi.json': { summary: 'This list as OpenAPI 3.1' },
	'POST /reset': { summary: 'Back to the beginning', answer: clockAnswer },
} as const satisfies Record<string, ControlEndpoint>;
