import type { CredentialReference } from '../host/rest/credentials';
import { callNodeMethod } from '../host/rest/editorRequests';
import type { Gateway } from './gateway';
import type { N8n } from './n8n';

/** What one step of the editor's form costs over 2,000 templates. */
export interface EditorResult {
	readonly step: string;
	/** Requests to the gateway. */
	readonly requests: number;
	readonly ms: number;
}

/** Opens the form of Send Template at an account with 2,000 templates, as a user does. */
export async function benchEditor(
	n8n: N8n,
	gateway: Gateway,
	credential: CredentialReference,
): Promise<EditorResult[]> {
	gateway.latency = 20;
	const chosen = {
		resource: 'message',
		operation: 'sendTemplate',
		template: { __rl: true, mode: 'list', value: 'campaign_1500' },
		language: '',
	};
	const list = { path: 'parameters.template', methodName: 'searchTemplates', credential };
	const search = (filter?: string) => async () =>
		await callNodeMethod(n8n.rest, 'resource-locator-results', { ...list, filter });
	const steps: Array<[string, () => ReturnType<typeof callNodeMethod>]> = [
		['first list', search()],
		['a search', search('campaign_15')],
		['the same search again', search('campaign_15')],
		[
			'languages',
			async () =>
				await callNodeMethod(n8n.rest, 'options', {
					path: 'parameters.language',
					...{ methodName: 'getLanguages', parameters: chosen, credential },
				}),
		],
		[
			'placeholder fields',
			async () =>
				await callNodeMethod(n8n.rest, 'resource-mapper-fields', {
					path: 'parameters.placeholders',
					...{ methodName: 'getPlaceholders', parameters: chosen, credential },
				}),
		],
	];
	const results: EditorResult[] = [];
	for (const [step, ask] of steps) {
		gateway.take();
		const started = performance.now();
		const { status, message } = await ask();
		const ms = performance.now() - started;
		if (status !== 200) throw new Error(`n8n answered ${status} to “${step}”: ${message}`);
		results.push({ step, requests: gateway.take().requests, ms });
	}
	return results;
}
