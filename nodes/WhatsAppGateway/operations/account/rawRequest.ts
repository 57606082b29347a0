import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { GatewayError } from '../../core/faults';
import { asObject, asObjects } from '../../core/narrow';
import type { Request } from '../../core/request';
import { rethrow } from '../../core/rethrow';
import { gateways } from '../../gateways';
import { readChoice } from '../../n8n/readOption';
import type { UnknownSentences } from '../../sending/doOnce';
import { refuse } from '../../whatsapp/shape';
import { onceInRun } from '../createOnce';
import { jsonField } from '../fields/jsonField';
import { options } from '../fields/options';
import { fieldText, requireText } from '../fields/readText';
import { timeout } from '../fields/runOptions';
import type { Item, Operation } from '../operation';
import { createTask } from '../task';
import { readRequestPath } from './requestPath';
import { agentMayChange, checkMayChange, restrictions } from './requestRights';

const methods = ['DELETE', 'GET', 'PATCH', 'POST', 'PUT'] as const satisfies ReadonlyArray<
	Request['method']
>;

const method: INodeProperties = {
	displayName: 'Method',
	name: 'method',
	type: 'options',
	options: methods.map((name) => ({ name, value: name })),
	default: 'GET',
};

const path: INodeProperties = {
	displayName: 'Path',
	name: 'path',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. /contacts',
	description: `What follows the address of the gateway’s API: ${gateways
		.map(({ name, baseUrl }) => `${name} ${baseUrl}`)
		.join(', ')}. Fields of the credential can stand in braces, such as {phoneNumberId}.`,
};

const queryParameters: INodeProperties = {
	displayName: 'Query Parameters',
	name: 'queryParameters',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add parameter',
	default: {},
	options: [
		{
			displayName: 'Parameter',
			name: 'parameters',
			values: [
				{ displayName: 'Name', name: 'name', type: 'string', default: '' },
				{ displayName: 'Value', name: 'value', type: 'string', default: '' },
			],
		},
	],
};

const bodyJson = jsonField({
	displayName: 'Body (JSON)',
	name: 'requestBody',
	placeholder: 'e.g. {"name": "Anna"}',
	description: 'The body of the request as the gateway documents it. Optional.',
});

const body: INodeProperties = {
	...bodyJson.field,
	displayOptions: { hide: { method: ['GET'] } },
};

function readQuery({ parameter }: Item): Array<readonly [string, string]> {
	const given = asObjects(asObject(parameter(queryParameters.name, {}))['parameters']);
	return given.map(({ name, value }) => {
		const label = fieldText(name, 'Name');
		if (label === '') refuse('A query parameter has no name.', 'Fill in its name, or remove it.');
		return [label, fieldText(value, `Query Parameters: ${label}`)] as const;
	});
}

function readBody(item: Item): IDataObject | undefined {
	const value = bodyJson.read(item);
	if (value === null) return undefined;
	// A list is a body as well, which n8n's helper encodes like an object.
	if (typeof value === 'object') return value as IDataObject;
	return refuse(
		'The field Body (JSON) must be an object or a list.',
		'Write it as {"field": "value"}.',
	);
}

/** What is not there may be the address itself, which the user has written. */
function toPathFault({ fault, message, details }: GatewayError, more: string): GatewayError {
	const hint = `Compare the field Path with the gateway’s documentation. ${more}`.trim();
	return new GatewayError(fault, message, { ...details, hint });
}

/** What is open after a request that may have changed something is the request, not a message. */
const sentencesOf = (gateway: string): UnknownSentences => ({
	now: `${gateway} did not confirm the request, so it is not known whether it was carried out.`,
	earlier: 'An earlier try may have made the request, so it was not made again.',
	hint: 'Check at the gateway whether it was carried out. If not, start the workflow anew for this item.',
});

function toOwnFault(error: unknown, gateway: string): unknown {
	if (!(error instanceof GatewayError)) return error;
	if (error.fault === 'notFound') return toPathFault(error, error.details.hint ?? '');
	if (error.fault === 'unexpectedAnswer') return toPathFault(error, error.hint);
	if (error.fault !== 'unknownOutcome') return error;
	const { now, hint } = sentencesOf(gateway);
	return new GatewayError('unknownOutcome', now, { ...error.details, hint });
}

/**
 * Makes any request of the gateway's own API. One that may change something counts as one that sends a
 * message: it is repeated only where it certainly did not arrive.
 */
export const rawRequest: Operation = {
	resource: 'account',
	value: 'rawRequest',
	name: 'Raw Request',
	action: 'Make a raw request',
	description:
		'Make any request of the gateway’s own API, with the credential, its rate and its retries, for what has no operation here',
	fields: [method, path, queryParameters, body, agentMayChange, options(timeout, ...restrictions)],
	async read(item) {
		const { gateway, connection } = item.session;
		const chosen = readChoice(
			item.parameter(method.name, method.default),
			method,
		) as Request['method'];
		checkMayChange(chosen, item);
		const hint = 'Write what follows the address of the gateway’s API, such as /contacts.';
		const written = requireText(item, path.name, path.displayName, hint);
		const given = chosen === 'GET' ? undefined : readBody(item);
		const request: Request = {
			method: chosen,
			path: readRequestPath(written, readQuery(item), connection.account, gateway),
			...(given && { body: given }),
			...(chosen !== 'GET' && { sends: true }),
			acceptsAnyAnswer: true,
		};
		const make = async () => {
			const answer = await connection
				.call(request)
				.catch((error: unknown) => rethrow(toOwnFault(error, gateway.name)));
			return { gateway: gateway.id, status: answer.status, body: answer.body ?? null };
		};
		// By HTTP's own rules, every other method does the same however often it is repeated.
		if (chosen !== 'POST') return createTask(null, make);
		const once = {
			// A retry of the changed workflow may ask for something else; a query may hold the time of day.
			name: `raw request ${request.path.split('?')[0] ?? ''}`,
			words: { path: request.path, body: request.body ?? null },
			unknown: sentencesOf(gateway.name),
			doneBefore: 'An earlier try of this run had made the request; its answer is not kept.',
			known: { gateway: gateway.id, status: null, body: null },
		};
		return createTask(null, onceInRun(item, once, make));
	},
};
