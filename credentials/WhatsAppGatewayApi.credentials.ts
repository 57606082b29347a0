import type {
	IAuthenticate,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

import { supportedKinds } from '../nodes/WhatsAppGateway/core/capabilities';
import type { Gateway } from '../nodes/WhatsAppGateway/core/gateway';
import { gateways } from '../nodes/WhatsAppGateway/gateways';
import { authenticate } from '../nodes/WhatsAppGateway/http/authenticate';
import { findGateway } from '../nodes/WhatsAppGateway/session/credential';
import { countries } from '../nodes/WhatsAppGateway/whatsapp/phone';

/** A value for each gateway, as an n8n expression that picks the chosen gateway's. */
function byGateway(value: (gateway: Gateway) => unknown): string {
	const map = Object.fromEntries(gateways.map((gateway) => [gateway.id, value(gateway)]));
	// Indented, for two closing braces in a row would end the expression.
	return `(${JSON.stringify(map, null, 1)})[$credentials.gateway]`;
}

/** Every status that does not prove the token, in n8n's form; `false` where only a 2xx does. */
function statusesAccepted({ probe: { acceptedStatuses } }: Gateway): unknown {
	if (acceptedStatuses === undefined) return false;
	const others = Array.from({ length: 300 }, (_, index) => 300 + index);
	return { ignore: true, except: others.filter((status) => !acceptedStatuses.includes(status)) };
}

/** What the chosen gateway carries, in one sentence. */
const notices = gateways.map((gateway): INodeProperties => ({
	displayName: `${gateway.name} carries: ${supportedKinds(gateway).join(', ')}. <a href="${gateway.docs}" target="_blank">Where to find the access token</a>.`,
	name: `${gateway.id}Notice`,
	type: 'notice',
	default: '',
	displayOptions: { show: { gateway: [gateway.id] } },
}));

/** What the test's answer means, in words; n8n asks the rules in order. */
const rules = [
	{
		type: 'responseCode',
		properties: {
			value: 400,
			message:
				'The gateway answered, but something in this credential is not right. Compare the ids, the subdomain and the access token with the gateway’s dashboard.',
		},
	},
	{
		type: 'responseCode',
		properties: {
			value: 401,
			message:
				'The gateway answered, but does not accept this access token. Copy it again from the gateway’s dashboard, or create a new one.',
		},
	},
	{
		type: 'responseCode',
		properties: {
			value: 403,
			message: 'The gateway knows this access token, but it lacks the permission to send.',
		},
	},
	{
		type: 'responseCode',
		properties: {
			value: 404,
			message:
				'Something answered, but not the gateway’s API. Check the Base URL, or leave it empty for the gateway’s own address.',
		},
	},
	{
		type: 'responseCode',
		properties: {
			value: 429,
			message: 'The gateway takes no more requests for now. Try again in a minute.',
		},
	},
	{
		type: 'responseSuccessBody',
		properties: {
			key: 'error.code',
			value: 'endpoint_not_found',
			message:
				'The gateway answered, but has no such address. Check the Base URL, or leave it empty for the gateway’s own address.',
		},
	},
	{
		// The first character of the answer: a web page is a text that begins with it.
		type: 'responseSuccessBody',
		properties: {
			key: '0',
			value: '<',
			message:
				'A web page answered, not the gateway’s API. Check the Base URL, or leave it empty for the gateway’s own address.',
		},
	},
];

export class WhatsAppGatewayApi implements ICredentialType {
	name = 'whatsAppGatewayApi';

	displayName = 'WhatsApp Gateway API';

	icon = {
		light: 'file:../nodes/WhatsAppGateway/whatsAppGateway.svg',
		dark: 'file:../nodes/WhatsAppGateway/whatsAppGateway.dark.svg',
	} as const;

	documentationUrl =
		'https://github.com/n8n-nodes-whatsapp-gateways/n8n-nodes-whatsapp-gateways#credential';

	properties: INodeProperties[] = [
		{
			displayName: 'Gateway',
			name: 'gateway',
			type: 'options',
			options: gateways.map(({ id, name }) => ({ name, value: id })),
			default: gateways[0]?.id ?? '',
			description: 'The service that connects your WhatsApp number',
		},
		...notices,
		{
			displayName: 'Access Token',
			name: 'accessToken',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
		},
		...gateways.flatMap(({ id, fields }) =>
			fields.map((field) => ({ ...field, displayOptions: { show: { gateway: [id] } } })),
		),
		{
			displayName: 'Default Country',
			name: 'defaultCountry',
			type: 'options',
			options: [
				{ name: 'None: Every Number Has Its Country Prefix', value: '' },
				...countries().map(({ code, name, callingCode }) => ({
					name: `${name} (+${callingCode})`,
					value: code,
				})),
			],
			default: '',
			description: 'The country of numbers that are written without a country prefix',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://whatsapp.example.com/api/v1',
			description:
				'Leave empty for the gateway’s own address. Set it to try the sandbox, or for a gateway under your own domain.',
		},
		{
			displayName: 'Webhook Signing Secret',
			name: 'webhookSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description: 'Proves that incoming events are the gateway’s. Not needed for sending.',
		},
	];

	authenticate: IAuthenticate = async (
		credentials: ICredentialDataDecryptedObject,
		request: IHttpRequestOptions,
	) => authenticate(findGateway(credentials['gateway']), credentials, request);

	test: ICredentialTestRequest = {
		request: {
			baseURL: `={{ ($credentials.baseUrl || ${byGateway(({ baseUrl }) => baseUrl)}).trim().replace(/\\/+$/, '') }}`,
			// A gateway without a harmless GET proves the token by an answer that is no success.
			ignoreHttpStatusErrors: `={{ ${byGateway(statusesAccepted)} }}` as unknown as boolean,
			url: `={{ ${byGateway(({ probe }) => probe.path)}.replace(/\\{(\\w+)\\}/g, (_, field) => encodeURIComponent($credentials[field] ?? '')) }}`,
		},
		rules: rules as ICredentialTestRequest['rules'],
	};
}
