import type { Context, Hono, NotFoundHandler } from 'hono';

import type { RateLimit, LimitExceeded } from '../state/rateLimits';
import type { Store } from '../state/store';
import type { Subscriptions } from '../webhooks/subscriptions';
import type { WebhookFormat } from '../webhooks/webhookFormat';

/** Which tokens a gateway accepts, and how it refuses the others. */
export interface DialectAccess {
	/** The first one may do everything, and is the one that the overview shows. */
	readonly tokens: readonly [string, ...string[]];
	/** Those that it knows and refuses. */
	readonly refused?: readonly string[];
	/** The scheme in which a request has its token; `Bearer` if this is absent. */
	scheme?(request: Request): string;
	/** The refusal of a token that is none of them; empty for a request without one. */
	refuse(context: Context, token: string): Response;
}

/** How many requests a gateway accepts, and how it refuses one that exceeds the limit. */
export interface DialectRateLimit {
	/** The documented limit; `null` if none is enforced until the control API sets one. */
	readonly documented: RateLimit | null;
	/** The documented refusal, also of a request that never reached the routes. */
	refuse(context: Context, exceeded: LimitExceeded, store: Store): Response;
	/** Whether a request counts; every one does if this is absent. */
	counts?(request: Request): boolean;
	/** Headers of an answer that went well. */
	headers?(remaining: number, limit: RateLimit): Readonly<Record<string, string>>;
}

/** A gateway's routes, whose paths begin below its id. */
export interface DialectRoutes {
	/** What is mounted below each path, behind the token and the rate limit. */
	readonly guarded: Readonly<Record<string, Hono>>;
	/** What needs no token, such as files; what it passes on with `next` comes to the token. */
	readonly open?: Hono;
	/** The answer to a path that does not exist. */
	readonly notFound?: NotFoundHandler;
}

/** What a dialect works with. */
export interface GatewayServices {
	readonly store: Store;
	readonly subscriptions: Subscriptions;
}

/** Everything that the sandbox knows of one gateway: its paths, payloads, answers and refusals. */
export interface Dialect {
	/** The name of its folder. */
	readonly id: string;
	readonly name: string;
	/** Listed first, and used by the examples of `npm start`. */
	readonly isDefault?: true;
	/** What the credential's Base URL has after the sandbox's own address and the id. */
	readonly basePath: string;
	/** What else the credential must hold. */
	readonly fields?: Readonly<Record<string, string>>;
	/** The label of a field in the credential's form, where that is not its name in words. */
	readonly labels?: Readonly<Record<string, string>>;
	/** The field of a request that holds the recipient's number. */
	readonly recipientField: string;
	/** Whether it passes on messages of people whose number WhatsApp hides. */
	readonly hidesNumbers?: true;
	/** The numbers of its account, if it has several: their names for the control API. */
	readonly numbers?: readonly string[];
	/** Whether it passes on all that WhatsApp tells: reactions, edits, orders, groups, echoes and so on. */
	readonly passesOnAll?: true;
	/** Keeps what a colleague writes in its own inbox, of a gateway that lists it. */
	colleagueWrites?(store: Store, phone: string, text: string): void;
	readonly access: DialectAccess;
	readonly rateLimit: DialectRateLimit;
	/** How it delivers events; absent if it has no webhooks. */
	readonly webhook?: WebhookFormat;
	/** How it forwards Meta's own payload, if it can. */
	readonly resend?: WebhookFormat;
	/** Its routes; every one in `guarded` asks for the token and counts. */
	routes(services: GatewayServices): DialectRoutes;
}
