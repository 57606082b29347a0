import type { IDataObject } from 'n8n-workflow';

import type { Broadcasts, ListedBroadcast, StartedBroadcast } from '../../core/broadcast';
import { GatewayError } from '../../core/faults';
import { asObject, asText, firstText, type JsonObject } from '../../core/narrow';
import { requireObject } from '../../gatewayKit/record';
import { rethrow } from '../../core/rethrow';
import { isUuid } from './messageId';
import { gateway, rowsIn } from './response';

/** WA.CR answers once it has sent to everybody. */
const maxSeconds = 300;

/** The most that one answer has; there are no pages. */
const maxListed = 200;

/** Names under which an answer may keep what it counts. */
const countedIn = ['counts', 'stats', 'totals'] as const;

/** The numbers of an object, by their names. */
function numbersOf(row: JsonObject): Record<string, number> {
	return Object.fromEntries(
		Object.entries(row).filter((entry): entry is [string, number] => typeof entry[1] === 'number'),
	);
}

/** What an answer holds, whose form is not documented: below `broadcast`, or without it. */
function toStarted(body: unknown): StartedBroadcast {
	const whole = requireObject(body, gateway, 'broadcast', 'unknown');
	const row = asObject(whole['broadcast'] ?? whole);
	const { status, ...others } = numbersOf(row);
	const nested = countedIn.map((name) => numbersOf(asObject(row[name])));
	return {
		id: firstText(row, 'id', 'broadcastId'),
		// The status of an answer without `broadcast` may be a number, that of HTTP.
		status: status === undefined ? firstText(row, 'status') : null,
		counts: Object.assign({}, others, ...nested) as Record<string, number>,
		raw: body ?? null,
	};
}

/** Meta's code for a template without some of its values, among others. */
const aPartIsMissing = 131_008;

const aboutVariables =
	'Compare Variables (JSON) with the names that WA.CR shows with the template: each needs a value. If they fit, use Send to Many, which has a field for each.';

/** Says of values that do not fit which field has them. */
function nameVariables(error: unknown): never {
	if (!(error instanceof GatewayError)) return rethrow(error);
	const { fault, message, details } = error;
	const isAboutValues = fault === 'templateParameters' || details.metaCode === aPartIsMissing;
	if (!isAboutValues) return rethrow(error);
	throw new GatewayError(fault, message, { ...details, hint: aboutVariables });
}

/** A row of the list. Of its fields, none is documented. */
function toListed(row: JsonObject): ListedBroadcast {
	const { id, status, counts } = toStarted(row);
	return {
		...{ id, name: asText(row['name']), status, counts },
		...{ createdAt: asText(row['createdAt']), raw: row },
	};
}

/**
 * WA.CR's own broadcasts: it sends to everybody within one request, which has at most 500 contacts. It has no
 * key by which a repeat would be known.
 * Source: https://github.com/kdctek/n8n-nodes-wacr (Broadcast)
 */
export const broadcasts: Broadcasts = {
	maxContacts: 500,
	isContactId: isUuid,
	async send({ name, templateId, variables, contactIds }, { call }) {
		const { body } = await call({
			method: 'POST',
			path: '/v1/broadcasts',
			body: {
				name,
				templateId,
				variables: variables as IDataObject,
				contactIds: [...contactIds],
			},
			sends: true,
			minTimeout: maxSeconds,
		}).catch(nameVariables);
		return toStarted(body);
	},
	async list({ call }) {
		const query = { limit: maxListed };
		const { body } = await call({ method: 'GET', path: '/v1/broadcasts', query });
		const rows = rowsIn(body, 'broadcasts');
		return { rows: rows.map(toListed), isCut: rows.length >= maxListed };
	},
};
