import { Hono, type Context } from 'hono';

import { asRecord } from '../../state/record';
import type { Store } from '../../state/store';
import type { Subscriptions } from '../../webhooks/subscriptions';
import { account } from './account';
import { refused } from './answers';
import { verifyCallback } from './handshake';

const id = 'metaCloud';

/** The sandbox's one app, as Meta's list shows it. */
const app = {
	id: '670843887433847',
	name: 'Sandbox App',
	link: 'https://www.facebook.com/games/?app_id=670843887433847',
} as const;

/** A field of the JSON body, or of the address, where Meta takes it as well. */
async function fieldsIn(context: Context): Promise<(field: string) => unknown> {
	const body = asRecord(await context.req.json().catch(() => undefined)) ?? {};
	return (field) => body[field] ?? context.req.query(field);
}

/**
 * Which address hears of the business account: one override at a time, which wins over the app's own.
 * Source: https://developers.facebook.com/docs/whatsapp/embedded-signup/webhooks/override
 */
export function subscriptionRoutes(store: Store, subscriptions: Subscriptions): Hono {
	const routes = new Hono();
	const path = `/${account.businessAccountId}/subscribed_apps`;

	routes.get(path, (context) => {
		const { isSubscribed, override } = subscriptions.state(id);
		const row = {
			whatsapp_business_api_data: app,
			...(override && { override_callback_uri: override.url }),
		};
		return context.json({ data: isSubscribed ? [row] : [] });
	});

	routes.post(path, async (context) => {
		const field = await fieldsIn(context);
		const [url, token] = [field('override_callback_uri'), field('verify_token')];
		if (url === undefined) {
			subscriptions.subscribe(id);
			return context.json({ success: true });
		}
		if (typeof url !== 'string' || typeof token !== 'string' || token === '') {
			return refused(context, 400, 100, 'Invalid parameter', {
				details: 'override_callback_uri and verify_token must be given together, as texts',
			});
		}
		const reason = await verifyCallback(url, token);
		if (reason !== undefined) {
			const text = `Callback verification failed with the following errors: ${reason}`;
			return refused(context, 400, 2200, text);
		}
		const { origin } = new URL(context.req.url);
		subscriptions.override({ gateway: id, url, origin, at: store.clock.iso() });
		return context.json({ success: true });
	});

	routes.delete(path, (context) => {
		subscriptions.unsubscribe(id);
		return context.json({ success: true });
	});

	return routes;
}
