import { Hono, type Context } from 'hono';

import { ownMachineOnly } from '../../sandbox/control/ownMachineOnly';
import { localReach } from '../../sandbox/webhooks/localAddress';
import { listen, type Listening } from '../server/listen';
import { chatRequest, type ChatRequest } from './chatRequest';
import { completion, completionStream } from './completion';
import { answerTo, type ModelRule } from './rules';

/** An imitated model that listens. */
export interface ServedModel extends Pick<Listening, 'close'> {
	/** The base URL for a credential, without a slash at the end. */
	readonly baseUrl: string;
	/** What it was asked, oldest first; also `GET /requests` of the server. */
	readonly requests: readonly ChatRequest[];
}

const maxRequests = 1000;

function refuse(context: Context, status: 400 | 404, message: string) {
	return context.json({ error: { message, type: 'invalid_request_error', code: null } }, status);
}

function modelRoutes(rules: readonly ModelRule[], requests: ChatRequest[]): Hono {
	const app = new Hono();
	let count = 0;
	app.use('*', ownMachineOnly(localReach));
	app.get('/requests', (context) => context.json({ requests }));
	app.get('/v1/models', (context) =>
		context.json({
			object: 'list',
			data: [{ id: modelName, object: 'model', created: 0, owned_by: 'sandbox' }],
		}),
	);
	app.post('/v1/chat/completions', async (context) => {
		const body: unknown = await context.req.json().catch(() => null);
		const { data: request, error } = chatRequest.safeParse(body);
		if (request === undefined) {
			const { path = [], message = '' } = error.issues[0] ?? {};
			return refuse(context, 400, `${path.join('.') || 'body'}: ${message}`);
		}
		requests.push(request);
		if (requests.length > maxRequests) requests.shift();
		const answer = answerTo(request, rules);
		const name = { number: ++count, model: request.model };
		if (request.stream !== true) return context.json(completion(answer, name));
		const includesUsage = request.stream_options?.include_usage === true;
		return context.body(completionStream(answer, name, includesUsage), 200, {
			'content-type': 'text/event-stream',
		});
	});
	app.notFound((context) =>
		refuse(context, 404, 'The imitated model has chat completions only, no Responses API.'),
	);
	return app;
}

/** The name of the imitated model in n8n's list of models. */
const modelName = 'imitated-model';

/**
 * Starts an imitation of a language model on the loopback address: OpenAI's chat completions, with
 * answers by rules instead of a model. It logs nothing. `port` 0 is any free one.
 */
export async function serveModel({
	rules,
	port = 0,
}: {
	readonly rules: readonly ModelRule[];
	readonly port?: number;
}): Promise<ServedModel> {
	const requests: ChatRequest[] = [];
	const app = modelRoutes(rules, requests);
	const { url, close } = await listen(app.fetch, port);
	return { baseUrl: `${url}/v1`, requests, close };
}
