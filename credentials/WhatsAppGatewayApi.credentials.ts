import type {
	IAuthenticate,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

import { kinds, supportedKinds } from '../nodes/WhatsAppGateway/core/capabilities';
import type { Gateway } from '../nodes/WhatsAppGateway/core/gateway';
import { gateways } from '../nodes/WhatsAppGateway/gateways';
import { authenticate } from '../nodes/WhatsAppGateway/http/authenticate';
import { findGateway, sameForAllItems } from '../nodes/WhatsAppGateway/session/credential';
import { countries } from '../nodes/WhatsAppGateway/whatsapp/countries';

/** An n8n expression for the value of the selected gateway. */
function selectByGateway(value: (gateway: Gateway) => unknown): string {
	const values = Object.fromEntries(gateways.map((gateway) => [gateway.id, value(gateway)]));
	// Indented, because two closing braces in a row would end the expression.
	return `(${JSON.stringify(values, null, 1)})[$credentials.gateway]`;
}

/** A gateway's own fields: n8n shows them once it is chosen. */
function fieldsOf(
	select: (gateway: Gateway) => readonly INodeProperties[] | undefined,
): INodeProperties[] {
	return gateways.flatMap((gateway) =>
		(select(gateway) ?? []).map((field) => ({
			...field,
			displayOptions: { show: { gateway: [gateway.id] } },
		})),
	);
}

/**
 * The value of `ignoreHttpStatusErrors`: n8n ignores every status but those that do not prove the
 * token. `false` where only a 2xx proves it.
 */
function ignoredStatuses({ probe: { acceptedStatuses } }: Gateway): unknown {
	if (acceptedStatuses === undefined) return false;
	const statuses = Array.from({ length: 300 }, (_, index) => 300 + index);
	return { ignore: true, except: statuses.filter((status) => !acceptedStatuses.includes(status)) };
}

/** The kinds of message of a gateway; a list of all of them would tell nothing. */
function describeKinds(gateway: Gateway): string {
	const supported = supportedKinds(gateway);
	return supported.length === kinds.length ? 'every kind of message' : supported.join(', ');
}

/** What the selected gateway supports, and what else one should know while filling in the form. */
const notices = gateways.map((gateway): INodeProperties => ({
	displayName: [
		`${gateway.name} supports: ${describeKinds(gateway)}.`,
		`<a href="${gateway.docs}" target="_blank">Where to find the access token</a>.`,
		...(gateway.credentialNotes ?? []),
	].join(' '),
	name: `${gateway.id}Notice`,
	type: 'notice',
	default: '',
	displayOptions: { show: { gateway: [gateway.id] } },
}));

/** What to do after a 400: n8n shows the same sentence whatever the gateway. */
const afterBadRequest = gateways
	.flatMap(({ name, probe }) =>
		probe.afterBadRequest === undefined ? [] : `At ${name}, ${probe.afterBadRequest}.`,
	)
	.join(' ');

/** What the answer to the test means; n8n applies the rules in order. */
const rules = [
	{
		type: 'responseCode',
		properties: {
			value: 400,
			message: `The gateway answered, but a field of this credential is not right. ${afterBadRequest}`,
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
				'A server answered, but not the gateway’s API. Check the Base URL, or leave it empty for the default.',
		},
	},
	{
		type: 'responseCode',
		properties: {
			value: 429,
			message: 'The gateway accepts no more requests at the moment. Try again in a minute.',
		},
	},
	{
		type: 'responseSuccessBody',
		properties: {
			key: 'error.code',
			value: 'endpoint_not_found',
			message:
				'The gateway answered, but does not have this endpoint. Check the Base URL, or leave it empty for the default.',
		},
	},
	{
		// The first character of the answer, if it is text: that of a web page.
		type: 'responseSuccessBody',
		properties: {
			key: '0',
			value: '<',
			message:
				'The answer was a web page, not the gateway’s API. Check the Base URL, or leave it empty for the default.',
		},
	},
];

/**
 * Tells a run whether it may read the credential once for all of its items. n8n looks at what is stored, before
 * it evaluates anything, to see which fields are shown: this one is not as soon as another is an expression.
 */
function sameForAllItemsField(others: readonly INodeProperties[]): INodeProperties {
	const isExpression = [{ _cnd: { startsWith: '=' } }];
	return {
		displayName: 'Same for All Items',
		name: sameForAllItems,
		type: 'hidden',
		default: true,
		displayOptions: { hide: Object.fromEntries(others.map(({ name }) => [name, isExpression])) },
	};
}

export class WhatsAppGatewayApi implements ICredentialType {
	name = 'whatsAppGatewayApi';

	displayName = 'WhatsApp Gateway API';

	icon = {
		light: 'file:../nodes/WhatsAppGateway/whatsAppGateway.svg',
		dark: 'file:../nodes/WhatsAppGateway/whatsAppGateway.dark.svg',
	} as const;

	documentationUrl =
		'https://github.com/n8n-nodes-whatsapp-gateways/n8n-nodes-whatsapp-gateways#credentials';

	properties: INodeProperties[] = [
		{
			displayName: 'Gateway',
			name: 'gateway',
			type: 'options',
			options: [
				{ name: 'Choose…', value: '' },
				...gateways.map(({ id, name }) => ({ name, value: id })),
			],
			required: true,
			default: '',
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
		...fieldsOf(({ fields }) => fields),
		{
			displayName: 'Default Country',
			name: 'defaultCountry',
			type: 'options',
			options: [
				{ name: 'None (Numbers Need a Country Prefix)', value: '' },
				...countries.map(({ code, name, callingCode }) => ({
					name: `${name} (+${callingCode})`,
					value: code,
				})),
			],
			default: '',
			description: 'The country of phone numbers without a country prefix',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: '',
			placeholder: 'Empty: the gateway’s own address',
			description:
				'Only for the sandbox, whose addresses npm run sandbox prints, or for an account at another address than the gateway’s own',
		},
		{
			displayName: 'Webhook Signing Secret',
			name: 'webhookSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description: 'Proves that incoming events come from the gateway. Not needed for sending.',
			displayOptions: {
				show: { gateway: gateways.flatMap(({ id, webhook }) => (webhook ? [id] : [])) },
			},
		},
		...fieldsOf(({ webhookFields }) => webhookFields),
	];

	constructor() {
		this.properties.push(sameForAllItemsField(this.properties));
	}

	authenticate: IAuthenticate = async (
		credentials: ICredentialDataDecryptedObject,
		request: IHttpRequestOptions,
	) => authenticate(findGateway(credentials['gateway']), credentials, request);

	test: ICredentialTestRequest = {
		request: {
			// Where no gateway is chosen, `authenticate` says so.
			baseURL: `={{ ($credentials.baseUrl || ${selectByGateway(({ baseUrl }) => baseUrl)} || 'https://gateway.invalid').trim().replace(/\\/+$/, '') }}`,
			// A gateway without a harmless GET proves the token by an error status.
			ignoreHttpStatusErrors:
				`={{ ${selectByGateway(ignoredStatuses)} ?? false }}` as unknown as boolean,
			url: `={{ (${selectByGateway(({ probe }) => probe.path)} || '/').replace(/\\{(\\w+)\\}/g, (_, field) => encodeURIComponent(String($credentials[field] ?? '').trim()).replace(/^\\.+$/, '_')) }}`,
		},
		rules: rules as ICredentialTestRequest['rules'],
	};
}
