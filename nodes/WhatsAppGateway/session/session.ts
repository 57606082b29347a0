import { createHash, createHmac } from 'node:crypto';

import { accessTokenOf } from '../core/accessToken';
import type { ReceivedMedia } from '../core/eventDetails';
import type { Gateway } from '../core/gateway';
import type { UploadFile } from '../core/mediaStore';
import { asText } from '../core/narrow';
import { isLoopback } from '../core/privateHost';
import type { Rate } from '../core/rate';
import type { Account, Connection } from '../core/request';
import { createCall } from '../http/call';
import type { CallSettings, RequestLimits } from '../http/callSettings';
import { type DownloadedFile, downloadMedia } from '../http/download';
import { fetchFile } from '../http/fetchFile';
import { type RateLimiter, rateLimiterFor, senderLimiterFor } from '../http/rateLimiter';
import { createRedactor } from '../http/redact';
import { cancellableSleep } from '../n8n/cancellation';
import type { N8nContext } from '../n8n/context';
import { type Credential, openCredential } from './credential';
import { createTemplateCache, type TemplateCache } from './templateCache';

/** What a proof is for. */
export type ProofUse = 'send and wait' | 'one-time password';

/** A credential in use: its gateway, and the connection to its account. */
export interface Session {
	readonly gateway: Gateway;
	readonly connection: Connection;
	/** The connection for messages from another sender of the account; the usual one where nothing differs. */
	connectionOf(sender: Readonly<Record<string, string>>): Connection;
	/** A digest that names the account: gateway, address, ids and access token. */
	readonly accountKey: string;
	readonly templates: TemplateCache;
	readonly limits: RequestLimits;
	/** Whether the credential holds the secret that proves incoming deliveries. */
	readonly hasWebhookSecret: boolean;
	/** The rate of messages: the account's or sender's own where the gateway gave it, else the documented one. */
	rate(): Rate;
	/** The rates of all senders that are used, which add up. */
	rates(): Rate[];
	/** Notes the rate that the gateway gave for the account or its sender, for every run of this process that uses it. */
	learnRate(rate: Rate): void;
	/** Sleeps for so many seconds. Throws `rateLimited` when the run is canceled. */
	sleep(seconds: number): Promise<void>;
	/** The longest wait of a request for its slot so far, in seconds. */
	longestWait(): number;
	/** Seconds that the account's answers take at present; `null` before the first one. */
	latency(): number | null;
	/**
	 * Proves that a text is from whoever has this credential: an HMAC with its access token, in hexadecimal
	 * digits; empty without one. A proof for one use is good for no other, and one of a one-time password for
	 * no other sender that has the same token.
	 */
	prove(text: string, use?: ProofUse): string;
	/** A file that a person sent. Throws `mediaRejected` for one larger than `maxBytes`. */
	download(media: ReceivedMedia, maxBytes: number): Promise<DownloadedFile>;
	/** The file at an address, fetched without the credential. Throws `mediaRejected`. */
	fetchFile(url: string, maxBytes: number): Promise<UploadFile>;
}

function digest(text: string): string {
	return createHash('sha256').update(text).digest('hex');
}

/** The gateway and what names the credential's sender there, whatever its address and its settings. */
function senderOf({ id, fields, settingFields = [] }: Gateway, account: Account): string {
	const names = fields.map(({ name }) => name).filter((name) => !settingFields.includes(name));
	return JSON.stringify([id, ...names.map((name) => (account[name] ?? '').trim())]);
}

/** Answers whose times make up the latency: enough that a slow one does not count much. */
const answersAveraged = 8;

/** Puts an opened credential to use. */
export function createSession(
	context: N8nContext,
	{ gateway, account, secrets }: Omit<Credential, 'isSameForAllItems'>,
	limits: RequestLimits,
): Session {
	let longestWait = 0;
	let latency: number | null = null;
	const token = accessTokenOf(secrets);
	const names = [gateway.id, account.baseUrl, token];
	const rateLimiter = rateLimiterFor(...names);
	const limiterOfSender = (sender: Account) =>
		gateway.senderRateCodes === undefined
			? rateLimiter
			: senderLimiterFor(
					names,
					(gateway.senderFields ?? []).map((name) => (sender[name] ?? '').trim()),
				);
	const settings: CallSettings = {
		gateway,
		baseUrl: account.baseUrl,
		limits,
		secrets,
		rateLimiter,
		senderLimiter: limiterOfSender(account),
		redact: createRedactor(secrets),
		onWaited: (seconds) => {
			longestWait = Math.max(longestWait, seconds);
		},
		onAnswered: (seconds) => {
			latency = latency === null ? seconds : latency + (seconds - latency) / answersAveraged;
		},
	};
	const connection: Connection = { account, call: createCall(context, settings) };
	/** The senders that are used, each with its limiter. */
	const senders = new Map([[settings.senderLimiter, connection]]);
	const connectionOf = (sender: Readonly<Record<string, string>>): Connection => {
		if (Object.keys(sender).length === 0) return connection;
		const own: Account = { ...account, ...sender };
		const senderLimiter = limiterOfSender(own);
		const call =
			senders.get(senderLimiter)?.call ?? createCall(context, { ...settings, senderLimiter });
		const opened = { account: own, call };
		if (!senders.has(senderLimiter)) senders.set(senderLimiter, opened);
		return opened;
	};
	const rateOf = (limiter: RateLimiter) => limiter.accountRate ?? gateway.budget;
	const neutral = Object.fromEntries(
		['defaultCountry', ...(gateway.settingFields ?? [])].map((name) => [name, '']),
	);
	const named = { ...account, ...neutral };
	return {
		gateway,
		connection,
		connectionOf,
		accountKey: digest(JSON.stringify([gateway.id, named, token])),
		templates: createTemplateCache(gateway, connection),
		limits,
		hasWebhookSecret: asText(secrets['webhookSecret']) !== null,
		rate: () => rateOf(settings.senderLimiter),
		rates: () => [...senders.keys()].map(rateOf),
		learnRate: (rate) => {
			settings.senderLimiter.accountRate = rate;
			rateLimiter.accountRate = rate;
		},
		sleep: async (seconds) => await cancellableSleep(context, seconds),
		longestWait: () => longestWait,
		latency: () => latency,
		prove: (text, use = 'send and wait') => {
			if (token === '') return '';
			const sender = use === 'one-time password' ? senderOf(gateway, account) : '';
			return createHmac('sha256', token).update(`${use}:${sender}${text}`).digest('hex');
		},
		download: async (media, maxBytes) =>
			await downloadMedia(context, media, maxBytes, { ...settings, connection }),
		fetchFile: async (url, maxBytes) =>
			// Files beside the sandbox are as good as public ones.
			await fetchFile(
				context,
				url,
				{ maxBytes, seconds: limits.timeout },
				isLoopback(account.baseUrl),
			),
	};
}

/**
 * Opens the node's credential and puts it to use.
 *
 * @throws GatewayError `unsupported` for an unknown gateway, `invalidRequest` for a bad Base URL
 */
export async function openSession(context: N8nContext, limits: RequestLimits): Promise<Session> {
	return createSession(context, await openCredential(context), limits);
}

/** The sessions of a run, one for each account: a credential with expressions may name several. */
export interface Sessions {
	/** The session of an item. Throws as {@link openSession}. */
	of(item: number): Promise<Session>;
	/** Those that were opened. */
	all(): readonly Session[];
}

/**
 * Opens the sessions of a run as its items need them. n8n looks a credential up and decrypts it each time,
 * so one without expressions is read for the first item only.
 */
export function openSessions(context: N8nContext, limits: RequestLimits): Sessions {
	const opened = new Map<string, Session>();
	let only: Session | null = null;
	return {
		async of(item) {
			if (only !== null) return only;
			const credential = await openCredential(context, item);
			const account = JSON.stringify(credential.secrets);
			const session = opened.get(account) ?? createSession(context, credential, limits);
			opened.set(account, session);
			if (credential.isSameForAllItems) only = session;
			return session;
		},
		all: () => [...opened.values()],
	};
}
