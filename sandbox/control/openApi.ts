import { z } from 'zod/v4';

import { version } from '../package.json';
import { refusalAnswer } from './answerSchemas';
import { endpoints, type ControlEndpoint } from './endpoints';

type JsonSchema = z.core.JSONSchema.BaseSchema;

/** A schema as OpenAPI 3.1 has it: JSON Schema as it is. */
function jsonSchema(schema: z.ZodType): JsonSchema {
	const all = Object.entries(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }));
	return Object.fromEntries(all.filter(([name]) => name !== '$schema'));
}

const content = (schema: JsonSchema, type = 'application/json') => ({ [type]: { schema } });

/** The fields of a query, each a parameter. */
function parametersOf(query: z.ZodType) {
	const { properties = {}, required = [] } = jsonSchema(query);
	return Object.entries(properties).map(([name, schema]) => ({
		name,
		in: 'query',
		required: required.includes(name),
		schema,
	}));
}

function successOf({ answer, answerType }: ControlEndpoint) {
	if (answerType !== undefined) return content({ type: 'string' }, answerType);
	return content(answer === undefined ? { type: 'object' } : jsonSchema(answer));
}

/** `POST /webhooks/faults` as a name in a program: `postWebhooksFaults`. */
function operationId(method: string, path: string): string {
	const words = path.split(/[^a-z]+/i).filter((word) => word !== '');
	return [
		method.toLowerCase(),
		...words.map((word) => word[0]?.toUpperCase() + word.slice(1)),
	].join('');
}

function operationOf(method: string, path: string, endpoint: ControlEndpoint) {
	const { summary, json, query, created } = endpoint;
	const refusal = { $ref: '#/components/responses/Refused' };
	return {
		operationId: operationId(method, path),
		summary,
		...(query !== undefined && { parameters: parametersOf(query) }),
		...(json !== undefined && {
			requestBody: { required: true, content: content(jsonSchema(json)) },
		}),
		responses: {
			[created ? '201' : '200']: { description: 'Done.', content: successOf(endpoint) },
			...((json !== undefined || query !== undefined) && { '400': refusal }),
			'403': { $ref: '#/components/responses/NotFromHere' },
		},
	};
}

/** The paths with their methods; the list of everything is one of them. */
function paths(): Record<string, Record<string, object>> {
	const all: Record<string, Record<string, object>> = {};
	const listed: Readonly<Record<string, ControlEndpoint>> = {
		'GET /': { summary: 'What the sandbox has: gateways, phones, templates and these paths' },
		...endpoints,
	};
	for (const [key, endpoint] of Object.entries(listed)) {
		const [method = '', path = ''] = key.split(' ');
		const full = path === '/' ? '/_sandbox' : `/_sandbox${path}`;
		(all[full] ??= {})[method.toLowerCase()] = operationOf(method, path, endpoint);
	}
	return all;
}

/** The control API of a sandbox at this address as OpenAPI 3.1, as its schemas say. */
export function openApi(origin: string) {
	const described = (description: string) => ({
		description,
		content: content(jsonSchema(refusalAnswer)),
	});
	return {
		openapi: '3.1.0',
		info: {
			title: 'WhatsApp gateway sandbox: control API',
			version,
			description:
				'Lets people write, moves the clock, injects faults and shows what was sent. The gateways themselves answer below /qyvo, /metaCloud and so on, as their own documentation says.',
			license: { name: 'MIT', identifier: 'MIT' },
		},
		servers: [{ url: origin }],
		// It listens on this machine, and asks for no login.
		security: [],
		paths: paths(),
		components: {
			responses: {
				Refused: described('The request is not valid; the message begins with the field.'),
				NotFromHere: described('Another host name than those of this machine and of --allow.'),
			},
		},
	};
}
