import { Hono, type Context } from 'hono';

import { asRecord } from '../../state/record';
import type { Store } from '../../state/store';
import type { Reach } from '../../webhooks/localAddress';
import type { Subscriptions } from '../../webhooks/subscriptions';
import {
	account,
	appOf,
	apps,
	type App,
	businessNumbers,
	type BusinessNumber,
	numberRow,
} from './account';
import { numbersOf } from './accountLists';
import { refused } from './answers';
import { verifyCallback } from './handshake';
import { paged } from './page';
import { none, type Fields } from './refusal';

const id = 'metaCloud';

/** Characters. */
const maxUrlLength = 200;

/** The JSON body, and the fields of the address, where Meta takes them as well. */
async function fieldsIn(context: Context): Promise<Fields> {
	const body = asRecord(await context.req.json().catch(() => undefined)) ?? none;
	return { ...context.req.query(), ...body };
}

/** The names in the list `fields` of a request. */
function wantedFields(context: Context): string[] {
	return (context.req.query('fields') ?? '').split(',').map((name) => name.trim());
}

/** The address of an override, which was checked, or the refusal. */
async function readOverride(
	context: Context,
	{ override_callback_uri: url, verify_token: token }: Fields,
	isSubscribed: boolean,
	reach: Reach,
): Promise<string | Response> {
	// Source of the words: https://github.com/chatwoot/chatwoot/pull/13279
	if (!isSubscribed) {
		const text =
			'Before override the current callback uri, your app must be subscribed to receive messages for WhatsApp Business Account';
		return refused(context, 400, 100, text);
	}
	const invalid = (details: string) => refused(context, 400, 100, 'Invalid parameter', { details });
	if (typeof url !== 'string' || typeof token !== 'string' || token === '') {
		return invalid('override_callback_uri and verify_token must be given together, as texts');
	}
	if (url.length > maxUrlLength) {
		return invalid(`override_callback_uri must have at most ${maxUrlLength} characters`);
	}
	const reason = await verifyCallback(url, token, reach);
	if (reason === undefined) return url;
	const text = `Callback verification failed with the following errors: ${reason}`;
	return refused(context, 400, 2200, text);
}

/**
 * Which addresses hear of the account: each app that is subscribed has one for each number, else one
 * for the account, else the one of its own dashboard. A request concerns the app of its token alone.
 * Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/override
 */
export function subscriptionRoutes(store: Store, subscriptions: Subscriptions): Hono {
	const routes = new Hono();
	const state = (app: App) => subscriptions.state(id, app.key);
	const mayOverride = (app: App) => app.isConfigured && state(app).isSubscribed;
	const given = (context: Context, url: string) => {
		const { origin } = new URL(context.req.url);
		return { gateway: id, url, origin, at: store.clock.iso() };
	};
	const success = (context: Context) => context.json({ success: true });

	/** What Meta shows of the addresses for a number; a level without an address is left out. */
	const configuration = (app: App, { key }: BusinessNumber) => {
		const { numbers, account: own, dashboard } = state(app);
		const levels = {
			phone_number: numbers.get(key)?.url,
			whatsapp_business_account: own?.url,
			application: dashboard?.url,
		};
		return Object.fromEntries(Object.entries(levels).filter(([, url]) => url !== undefined));
	};

	routes.get('/app', (context) => context.json(appOf(context.req.raw.headers).data));

	const appsPath = `/${account.businessAccountId}/subscribed_apps`;
	routes.get(appsPath, (context) => {
		const subscribed = apps.filter((app) => state(app).isSubscribed);
		const data = subscribed.map((app) => {
			const url = state(app).account?.url;
			return {
				whatsapp_business_api_data: app.data,
				...(url !== undefined && { override_callback_uri: url }),
			};
		});
		return context.json({ data });
	});

	routes.post(appsPath, async (context) => {
		const app = appOf(context.req.raw.headers);
		const fields = await fieldsIn(context);
		if (fields['override_callback_uri'] === undefined) {
			subscriptions.subscribe(id, app.key);
			return success(context);
		}
		const url = await readOverride(context, fields, mayOverride(app), subscriptions.reach);
		if (url instanceof Response) return url;
		subscriptions.overrideAccount(given(context, url), app.key);
		return success(context);
	});

	routes.delete(appsPath, (context) => {
		subscriptions.unsubscribe(id, appOf(context.req.raw.headers).key);
		return success(context);
	});

	routes.get(`/${account.businessAccountId}/phone_numbers`, (context) => {
		const app = appOf(context.req.raw.headers);
		const data = numbersOf(store).map((number) => ({
			...numberRow(number),
			webhook_configuration: configuration(app, number),
		}));
		return paged(context, data);
	});

	for (const number of businessNumbers) {
		routes.get(`/${number.phoneNumberId}`, async (context, next) => {
			if (!wantedFields(context).includes('webhook_configuration')) return await next();
			const app = appOf(context.req.raw.headers);
			const { phoneNumberId } = number;
			return context.json({
				webhook_configuration: configuration(app, number),
				id: phoneNumberId,
			});
		});

		routes.post(`/${number.phoneNumberId}`, async (context, next) => {
			const fields = asRecord((await fieldsIn(context))['webhook_configuration']);
			if (fields === undefined) return await next();
			const app = appOf(context.req.raw.headers);
			if (fields['override_callback_uri'] === '') {
				subscriptions.clearNumber(id, number.key, app.key);
				return success(context);
			}
			const url = await readOverride(context, fields, mayOverride(app), subscriptions.reach);
			if (url instanceof Response) return url;
			subscriptions.overrideNumber(given(context, url), number.key, app.key);
			return success(context);
		});
	}

	return routes;
}
