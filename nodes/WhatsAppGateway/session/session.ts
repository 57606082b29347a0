import type { IHttpRequestOptions } from 'n8n-workflow';

import type { ReceivedMedia } from '../core/event';
import { GatewayError } from '../core/faults';
import type { Gateway, TemplateReference } from '../core/gateway';
import { asObject, asText } from '../core/narrow';
import type { Account, Call, Secrets } from '../core/request';
import type { Template, TemplateSummary } from '../core/template';
import type { RawDelivery, Verdict } from '../core/webhook';
import { hmac } from '../gatewayKit/signature';
import { gateways } from '../gateways';
import { type CallSettings, makeCall, type Patience } from '../http/call';
import { type FetchedFile, fetchFile } from '../http/download';
import { queueOf } from '../http/rateLimiter';
import { pause } from '../n8n/cancellation';
import { type Context, credentialType } from '../n8n/context';

/** One credential at work: its gateway, its account, and the way there. */
export interface Session {
	readonly gateway: Gateway;
	readonly account: Account;
	readonly call: Call;
	/** Whether the credential holds the secret that proves incoming events. */
	readonly webhookSecretSet: boolean;
	readonly patience: Patience;
	/** Waits; ends with the run. Throws `rateLimited` where the run was stopped. */
	pause(seconds: number): Promise<void>;
	/** The longest that a request has waited for its turn so far, in seconds. */
	longestTurn(): number;
	/**
	 * Fetched once for each template and language; `null` where the account does not tell its
	 * templates. Throws `templateNotFound`.
	 */
	template(reference: TemplateReference): Promise<Template | null>;
	/** Throws `unsupported` where the account does not tell its templates. */
	templates(): AsyncIterable<TemplateSummary>;
	/**
	 * Whether a delivery is the gateway's own; `unsigned` where the credential holds nothing to tell by.
	 *
	 * @param now milliseconds since 1970
	 */
	verdict(delivery: RawDelivery, now: number): Verdict | 'unsigned';
	/** What the gateway must show before it is told that this address is ours. */
	readonly verifyToken: string;
	/** A file that a person sent. Throws `mediaRejected` where it is larger than so many bytes. */
	download(media: ReceivedMedia, most: number): Promise<FetchedFile>;
}

/** The fields of the credential that must not leave it. */
export const secretFields = ['accessToken', 'webhookSecret'] as const;

/** Below this many characters a secret is too short to be looked for in a text. */
const shortestSecret = 6;

/** The gateway's own address, or the one that the credential names instead. Throws `invalidRequest`. */
export function baseUrlOf(gateway: Gateway, given: unknown): string {
	const text = String(given ?? '').trim() || gateway.baseUrl;
	if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) {
		throw new GatewayError(
			'invalidRequest',
			'The Base URL in the credential is not an address that begins with https://.',
			{ hint: `Leave it empty for ${gateway.name}’s own address, or write the whole address.` },
		);
	}
	return text.replace(/\/+$/, '');
}

/** The gateway that a credential names. Throws `unsupported` where this version does not know it. */
export function gatewayOf(id: unknown): Gateway {
	const gateway = gateways.find((candidate) => candidate.id === id);
	if (gateway !== undefined) return gateway;
	throw new GatewayError(
		'unsupported',
		`This version of the package does not know the gateway “${String(id)}”.`,
		{ hint: 'Choose a gateway in the credential, or update the package.' },
	);
}

/** Where the access token may go: the gateway's API, and where its files lie. */
function originsOf(gateway: Gateway, baseUrl: string): string[] {
	return [new URL(baseUrl).origin, ...(gateway.files?.origins ?? [])];
}

/** Where a request goes; n8n's own nodes write the address into `uri`. */
function targetOf(request: IHttpRequestOptions & { readonly uri?: unknown }): URL | undefined {
	const address = String(request.uri ?? request.url ?? '');
	const whole = URL.canParse(address) ? address : `${request.baseURL ?? ''}${address}`;
	return URL.canParse(whole) ? new URL(whole) : undefined;
}

/**
 * A request with the secrets in it, as the credential's gateway wants them. Refuses a request to
 * any other origin than the gateway's own: n8n lets other nodes use this credential too.
 */
export function authenticated(secrets: Secrets, request: IHttpRequestOptions): IHttpRequestOptions {
	const gateway = gatewayOf(secrets['gateway']);
	const origins = originsOf(gateway, baseUrlOf(gateway, secrets['baseUrl']));
	const target = targetOf(request);
	if (target === undefined || !origins.includes(target.origin)) {
		throw new GatewayError(
			'invalidRequest',
			`The access token of ${gateway.name} is not sent to ${target?.host ?? 'an address that is none'}.`,
			{ hint: 'Use this credential for the gateway’s own address only.' },
		);
	}
	// A redirect would take the token along to wherever it leads.
	return { ...gateway.authenticate(secrets, request), disableFollowRedirect: true };
}

/** Opens the node's credential. */
export async function openSession(context: Context, patience: Patience): Promise<Session> {
	const secrets = asObject(await context.getCredentials(credentialType));
	const gateway = gatewayOf(secrets['gateway']);
	const hidden = secretFields
		.map((field) => String(secrets[field] ?? ''))
		.filter((secret) => secret.length >= shortestSecret);
	const open = Object.entries(secrets).filter(
		([field]) => !secretFields.some((secret) => secret === field),
	);
	const account: Account = {
		defaultCountry: '',
		...Object.fromEntries(open.map(([field, value]) => [field, String(value ?? '')])),
		baseUrl: baseUrlOf(gateway, secrets['baseUrl']),
	};
	let longestTurn = 0;
	const settings: CallSettings = {
		gateway,
		baseUrl: account.baseUrl,
		patience,
		queue: queueOf(gateway.id, account.baseUrl, String(secrets['accessToken'] ?? '')),
		waited: (seconds) => {
			longestTurn = Math.max(longestTurn, seconds);
		},
		scrub: (text) => hidden.reduce((clean, secret) => clean.replaceAll(secret, '***'), text),
	};
	const call = makeCall(context, settings);
	const webhookSecret = asText(secrets['webhookSecret']);
	const known = new Map<string, Promise<Template | null>>();

	return {
		gateway,
		account,
		call,
		webhookSecretSet: webhookSecret !== null,
		patience,
		pause: async (seconds) => await pause(context, seconds),
		longestTurn: () => longestTurn,
		async template(reference) {
			const key = JSON.stringify([reference.nameOrId, reference.language]);
			const fetched = known.get(key) ?? gateway.templates.get(reference, account, call);
			known.set(key, fetched);
			return await fetched;
		},
		templates: () => gateway.templates.list(account, call),
		verdict: (delivery, now) =>
			webhookSecret === null || gateway.webhook === undefined
				? 'unsigned'
				: gateway.webhook.verify(delivery, secrets, now),
		// The same for every workflow with this credential: one can hand the subscription to another.
		verifyToken: hmac(webhookSecret ?? String(secrets['accessToken']), 'verify token').slice(0, 32),
		async download({ id, url }, most) {
			const address = url ?? (id === null ? null : await gateway.files?.locate(id, account, call));
			if (!address || !URL.canParse(address)) {
				throw new GatewayError(
					'mediaRejected',
					`${gateway.name} does not tell where the file lies.`,
				);
			}
			const { host, origin } = new URL(address);
			if (!originsOf(gateway, account.baseUrl).includes(origin)) {
				throw new GatewayError(
					'mediaRejected',
					`The file lies at ${host}, which is not an address of ${gateway.name}’s own.`,
				);
			}
			return await fetchFile(context, address, most, settings);
		},
	};
}
