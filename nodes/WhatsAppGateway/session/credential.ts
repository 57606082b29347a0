import type { Gateway } from '../core/gateway';
import { GatewayError } from '../core/faults';
import { asObject } from '../core/narrow';
import type { Account, Secrets } from '../core/request';
import { gateways } from '../gateways';
import { resolveBaseUrl } from '../http/authenticate';
import { secretFields } from '../http/redact';
import { credentialType, type N8nContext } from '../n8n/context';

/** An opened credential: which gateway, which account, and the secrets. */
export interface Credential {
	readonly gateway: Gateway;
	readonly account: Account;
	/** Only authentication, redaction and verification read it. */
	readonly secrets: Secrets;
	/** Whether no field is an expression, so that every item of a run has the same account. */
	readonly isSameForAllItems: boolean;
}

/** A field of the credential that n8n leaves out as soon as another one is an expression. */
export const sameForAllItems = 'isSameForAllItems';

/**
 * The gateway that a credential names.
 *
 * @throws GatewayError `unsupported` for a gateway that this version does not know
 */
export function findGateway(id: unknown): Gateway {
	const gateway = gateways.find((candidate) => candidate.id === id);
	if (gateway !== undefined) return gateway;
	if (id === undefined || id === null || id === '') {
		throw new GatewayError('unsupported', 'No gateway is chosen in the credential.', {
			hint: 'Open the credential and choose, under Gateway, the service that your WhatsApp number is with.',
		});
	}
	throw new GatewayError(
		'unsupported',
		`This version of the package does not know the gateway “${String(id)}”.`,
		{ hint: 'Choose a gateway in the credential, or update the package.' },
	);
}

/** The gateway's own fields that have a default, which counts where nothing is filled in. */
function defaultsOf(
	{ fields, webhookFields = [] }: Gateway,
	secrets: Secrets,
): Array<[string, unknown]> {
	return [...fields, ...webhookFields]
		.filter(({ name }) => String(secrets[name] ?? '').trim() === '')
		.map(({ name, default: value }) => [name, value]);
}

/** The account of a credential: every field that is not a secret, as text. */
function accountOf(gateway: Gateway, secrets: Secrets): Account {
	const open = Object.entries(secrets).filter(
		([field]) => !secretFields.some((secret) => secret === field),
	);
	return {
		defaultCountry: '',
		...Object.fromEntries(
			[...open, ...defaultsOf(gateway, secrets)].map(([field, value]) => [
				field,
				String(value ?? ''),
			]),
		),
		baseUrl: resolveBaseUrl(gateway, secrets['baseUrl']),
	};
}

/**
 * Reads the node's credential; its fields may be expressions.
 *
 * @param item the index of the item for which they are resolved; every other context has none
 * @throws GatewayError `unsupported` for an unknown gateway, `invalidRequest` for a bad Base URL
 */
export async function openCredential(context: N8nContext, item?: number): Promise<Credential> {
	const { [sameForAllItems]: isSame, ...entered } = asObject(
		await context.getCredentials(credentialType, item),
	);
	const { webhookSecret } = entered;
	// A blank that was copied with it would refuse every delivery, or be a secret that anyone can guess.
	const secrets =
		typeof webhookSecret === 'string'
			? { ...entered, webhookSecret: webhookSecret.trim() }
			: entered;
	const gateway = findGateway(secrets['gateway']);
	// n8n looks for expressions in texts only; an imported credential may hold lists and objects.
	const isPlain = Object.values(secrets).every(
		(value) => typeof value !== 'object' || value === null,
	);
	return {
		...{ gateway, account: accountOf(gateway, secrets), secrets },
		isSameForAllItems: isSame === true && isPlain,
	};
}
