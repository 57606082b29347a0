import { credentialType, saveCredential, type CredentialReference } from '../host/rest/credentials';
import { nodeType } from '../host/rest/editorRequests';
import type { Rest } from '../host/rest/rest';
import type { WorkflowNode } from '../host/rest/workflows';
import { bigAccount, templateName } from './templates';

const phoneNumberId = '106540352242922';
const accessToken = 'bench-token';

/** The fields of the package's credential for the bench's gateway. */
export const accountAt = (baseUrl: string, businessAccountId = '102290129340398') => ({
	gateway: 'metaCloud',
	accessToken,
	baseUrl,
	defaultCountry: 'DE',
	phoneNumberId,
	businessAccountId,
	graphApiVersion: 'v26.0',
});

/** Whose way of sending it is. */
export type Sender = 'ours' | 'httpRequest' | 'whatsApp' | 'bare';

/** A way to send the same messages. */
export interface Variant {
	/** Stable, for `--only` and the results. */
	readonly id: string;
	readonly name: string;
	readonly sender: Sender;
	/** Requests at a time where the variant sets them. */
	readonly parallel?: number;
	/** The node that sends; none for the bare loop. */
	readonly node?: Omit<WorkflowNode, 'id' | 'name' | 'position'>;
}

/** The credentials of all variants. */
export interface Credentials {
	readonly ours: CredentialReference;
	/** The account with 2,000 templates. */
	readonly many: CredentialReference;
	readonly header: CredentialReference;
	readonly whatsApp: CredentialReference;
}

/** Saves a credential for each node under measurement. */
export async function saveCredentials(rest: Rest, url: string): Promise<Credentials> {
	const [header, whatsApp] = [
		{ name: 'Authorization', value: `Bearer ${accessToken}` },
		{ accessToken, businessAccountId: '102290129340398' },
	];
	return {
		ours: await saveCredential(rest, `Bench ${url}`, accountAt(url)),
		many: await saveCredential(rest, `Bench ${url}, 2,000 templates`, accountAt(url, bigAccount)),
		header: await saveCredential(rest, 'Bench header', header, 'httpHeaderAuth'),
		whatsApp: await saveCredential(rest, 'Bench WhatsApp', whatsApp, 'whatsAppApi'),
	};
}

type Parameters = WorkflowNode['parameters'];

/** The parameters of our Send Text; the option is left out without a number. */
export const textParameters = (parallelRecipients?: number): Parameters => ({
	resource: 'message',
	operation: 'sendText',
	to: '={{ $json.phone }}',
	text: '={{ $json.text }}',
	options: parallelRecipients === undefined ? {} : { parallelRecipients },
});

const values = {
	[`${templateName}.1`]: '={{ $json.customer }}',
	[`${templateName}.2`]: '={{ $json.order }}',
	[`${templateName}.3`]: '={{ $json.total }}',
};

/** The parameters of our Send Template, as the editor stores them. */
const templateParameters = (parallelRecipients?: number): Parameters => ({
	resource: 'message',
	operation: 'sendTemplate',
	to: '={{ $json.phone }}',
	template: { __rl: true, mode: 'list', value: templateName, cachedResultName: templateName },
	language: 'en',
	specifyPlaceholders: 'fields',
	placeholders: {
		mappingMode: 'defineBelow',
		value: values,
		matchingColumns: [],
		schema: Object.keys(values).map((id) => ({
			id,
			displayName: id,
			required: true,
			defaultMatch: false,
			display: true,
			type: 'string',
			canBeUsedToMatch: false,
			removed: false,
		})),
		attemptToConvertTypes: false,
		convertFieldsToString: true,
	},
	options: parallelRecipients === undefined ? {} : { parallelRecipients },
});

const jsonBody =
	'={{ JSON.stringify({ messaging_product: "whatsapp", recipient_type: "individual", to: $json.phone.slice(1), type: "text", text: { preview_url: false, body: $json.text } }) }}';

const httpParameters = (url: string, options: Parameters): Parameters => ({
	method: 'POST',
	url: `${url}/v26.0/${phoneNumberId}/messages`,
	authentication: 'genericCredentialType',
	genericAuthType: 'httpHeaderAuth',
	sendBody: true,
	specifyBody: 'json',
	jsonBody,
	options,
});

const parallels = [5, 10, 50, undefined] as const;

/** Every way to send, in the order in which a round runs them. */
export function variantsAt(url: string, credentials: Credentials): Variant[] {
	const ours = {
		type: nodeType,
		typeVersion: 1,
		credentials: { [credentialType]: credentials.ours },
	};
	const http = {
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.2,
		credentials: { httpHeaderAuth: credentials.header },
	};
	const at = (parallel?: number) => (parallel === undefined ? 'default' : `${parallel} at a time`);
	return [
		...parallels.flatMap((parallel): Variant[] => [
			{
				id: `send-text-${parallel ?? 'default'}`,
				name: `Send Text, ${at(parallel)}`,
				sender: 'ours',
				parallel,
				node: { ...ours, parameters: textParameters(parallel) },
			},
			{
				id: `send-template-${parallel ?? 'default'}`,
				name: `Send Template, ${at(parallel)}`,
				sender: 'ours',
				parallel,
				node: { ...ours, parameters: templateParameters(parallel) },
			},
		]),
		{
			id: 'http-request-default',
			name: 'HTTP Request, default',
			sender: 'httpRequest',
			node: { ...http, parameters: httpParameters(url, {}) },
		},
		{
			id: 'http-request-batched',
			name: 'HTTP Request, 50 per 0 ms',
			sender: 'httpRequest',
			node: {
				...http,
				parameters: httpParameters(url, {
					batching: { batch: { batchSize: 50, batchInterval: 0 } },
				}),
			},
		},
		{
			id: 'whatsapp-business-cloud',
			name: 'WhatsApp Business Cloud',
			sender: 'whatsApp',
			node: {
				type: 'n8n-nodes-base.whatsApp',
				typeVersion: 1.1,
				credentials: { whatsAppApi: credentials.whatsApp },
				parameters: {
					resource: 'message',
					operation: 'send',
					messagingProduct: 'whatsapp',
					phoneNumberId,
					recipientPhoneNumber: '={{ $json.phone }}',
					messageType: 'text',
					textBody: '={{ $json.text }}',
					additionalFields: {},
				},
			},
		},
		...[5, 10, 50].map((parallel): Variant => ({
			id: `bare-${parallel}`,
			name: `bare axios loop, ${parallel} at a time`,
			sender: 'bare',
			parallel,
		})),
	];
}
