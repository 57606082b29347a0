import { z } from 'zod/v4';

/** ISO 8601, UTC. */
const time = z.iso.datetime();
const text = z.string();
const maybeText = z.string().nullable();
const answered = z.int().nullable();

const button = z.object({ id: text, title: text });
const link = z.object({ title: text, url: text });
const row = z.object({ id: text, title: text, description: maybeText });

/** One message as the person's phone shows it. */
const message = z.object({
	id: text,
	gateway: text,
	direction: z.enum(['inbound', 'outbound']),
	phone: text.describe('the person’s number, in both directions'),
	businessNumber: text,
	kind: text,
	text: text.describe('everything that the person reads, part below part'),
	header: maybeText,
	mediaUrl: maybeText,
	body: text,
	footer: maybeText,
	buttons: z.array(text),
	replies: z.array(button),
	links: z.array(link),
	list: z
		.object({
			button: text,
			sections: z.array(z.object({ title: maybeText, rows: z.array(row) })),
		})
		.nullable(),
	cards: z.array(
		z.object({
			header: text,
			mediaUrl: text,
			body: text,
			buttons: z.array(text),
			replies: z.array(button),
			links: z.array(link).optional(),
		}),
	),
	callbackData: maybeText,
	about: maybeText.describe('the wamid of the message that is quoted or tapped'),
	reply: row.nullable(),
	media: z
		.object({
			id: text,
			mimeType: text,
			fileName: maybeText,
			bytes: z.int(),
			content: text.optional(),
		})
		.nullable(),
	location: z
		.object({
			latitude: z.number(),
			longitude: z.number(),
			name: maybeText,
			address: maybeText,
		})
		.nullable(),
	hiddenAs: maybeText,
	original: z.object({ type: text, content: z.unknown() }).nullable(),
	group: maybeText,
	template: z.object({ name: text, language: text }).nullable(),
	status: z.enum(['sent', 'received', 'failed']),
	whatsappMessageId: text,
	at: time,
});

/** Messages, the oldest first. */
export const messagesAnswer = z.object({ messages: z.array(message) });

/** Each phone. */
export const phonesAnswer = z.object({
	now: time,
	phones: z.array(
		z.object({
			phone: text,
			name: maybeText,
			messages: z.array(message),
			windows: z.array(
				z.object({
					gateway: text,
					name: text,
					lastWroteAt: time.nullable(),
					openUntil: time.nullable(),
				}),
			),
		}),
	),
});

/** What happened beside messages, and where it was delivered. */
export const eventAnswer = z.object({
	gateways: z.array(text),
	event: z.looseObject({ kind: text, at: time }),
});

/** How far a message has come. */
export const statusAnswer = z.object({
	status: z.enum(['queued', 'sent', 'delivered', 'read', 'failed']),
	reason: maybeText,
});

/** The person whose wish was noted. */
export const optOutAnswer = z.object({ phone: text, optedOut: z.boolean() });

/** The person whose phone was changed. */
export const peopleAnswer = z.object({ phone: text });

/** The person whose window was changed. */
export const windowAnswer = z.object({ phone: text, open: z.boolean() });

/** The sandbox's time. */
export const clockAnswer = z.object({ now: time, speed: z.number() });

/** The faults to come, as they were asked for. */
export const faultsAnswer = z.object({ faults: z.array(z.looseObject({ times: z.int() })) });

/** The faults that the page offers. */
export const namedFaultsAnswer = z.object({
	faults: z.array(
		z.object({
			name: text,
			title: text,
			arrives: z.boolean(),
			effects: z.looseObject({}).describe('what POST /_sandbox/faults takes'),
		}),
	),
});

/** The limit of each gateway. */
export const rateLimitAnswer = z.object({
	rateLimits: z.array(
		z.object({
			gateway: text,
			requests: answered,
			seconds: z.number().nullable(),
			window: maybeText,
			documented: z.boolean(),
		}),
	),
});

/** How many templates there are more. */
export const templatesAnswer = z.object({ more: z.int() });

const delivery = z.object({
	id: text,
	gateway: text,
	webhook: text,
	event: text,
	at: time,
	url: text,
	attempt: z.int(),
	status: answered.describe('null if the receiver did not answer'),
	ms: z.int(),
});

const webhook = z.object({
	id: text,
	gateway: text,
	url: text,
	secret: maybeText,
	from: z.enum(['dashboard', 'added', 'resend', 'account', 'number']),
	at: time,
	isActive: z.boolean(),
	last: delivery.nullable(),
});

/** Where events go. */
export const webhooksAnswer = z.object({ webhooks: z.array(webhook) });

/** A webhook that was added, among the others. */
export const webhookAnswer = z.object({ webhook, webhooks: z.array(webhook) });

/** Attempts to deliver. */
export const deliveriesAnswer = z.object({ deliveries: z.array(delivery) });

const content = z.object({
	headers: z.record(z.string(), z.string()),
	body: text.describe('without secrets; the first 20,000 characters'),
});

/** The attempts of one delivery. */
export const deliveryAnswer = z.object({
	attempts: z.array(delivery.extend({ request: content, response: content })),
});

/** What the receiver said to a delivery that was repeated. */
export const repeatAnswer = z.object({ id: text, status: answered });

const request = z.object({
	id: text,
	at: time,
	gateway: text,
	method: text,
	path: text,
	status: z.int(),
	authorized: z.boolean(),
});

/** Requests to the gateways. */
export const requestsAnswer = z.object({ requests: z.array(request) });

/** One request with its answer. */
export const requestAnswer = request.extend({ url: text, request: content, response: content });

/** Why a request was refused. */
export const refusalAnswer = z.object({ message: text });
