import { bearer } from '../../core/bearer';
import type { Gateway } from '../../core/gateway';
import { inspect } from './account';
import { fault } from './faults';
import { fields } from './fields';
import { sendTemplate, sendText } from './send';
import { status, unknownMessage } from './status';
import { getTemplate, listTemplates } from './templates';

/** Mojeeb, public API v1. Source: https://docs.mojeeb.app/docs/developers/overview */
export const mojeeb = {
	id: 'mojeeb',
	name: 'Mojeeb',
	docs: 'https://docs.mojeeb.app/docs/developers/authentication',
	baseUrl: 'https://api.mojeeb.app',
	fields,
	overridable: ['agentId', 'senderNumber'],
	// There is no address that tells whose key it is: “no such message” proves it as well.
	probe: { path: unknownMessage, alsoAccepted: [404] },
	authenticate: bearer,
	budget: { messages: 60, perSeconds: 60 },
	send: { text: sendText, template: sendTemplate },
	idempotencyHeader: 'Idempotency-Key',
	templates: { list: listTemplates, get: getTemplate },
	status,
	inspect,
	fault,
} satisfies Gateway;
