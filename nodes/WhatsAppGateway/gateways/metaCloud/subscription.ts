import { asObject, asObjects, asText } from '../../core/narrow';
import type { Account } from '../../core/request';
import type { Subscription } from '../../core/webhook';
import { pathOf } from '../../gatewayKit/path';

function subscribedAppsPath(account: Account): string {
	return pathOf(account['graphApiVersion'], account['businessAccountId'], 'subscribed_apps');
}

/**
 * The address to which Meta sends the business account's events. Each account has one, which overrides
 * the one in the app's dashboard, so that one app serves many workflows.
 * Source: https://developers.facebook.com/docs/whatsapp/embedded-signup/webhooks/override
 */
export const subscription: Subscription = {
	async read({ account, call }) {
		const { body } = await call({ method: 'GET', path: subscribedAppsPath(account) });
		const apps = asObjects(asObject(body)['data']);
		const overrides = apps.map((app) => asText(app['override_callback_uri']));
		return { active: apps.length > 0, url: overrides.find((url) => url !== null) ?? null };
	},
	async set({ url, verifyToken }, { account, call }) {
		await call({
			method: 'POST',
			path: subscribedAppsPath(account),
			body: { override_callback_uri: url, verify_token: verifyToken },
		});
	},
	async unset({ account, call }) {
		await call({ method: 'POST', path: subscribedAppsPath(account) });
	},
	async remove({ account, call }) {
		await call({ method: 'DELETE', path: subscribedAppsPath(account) });
	},
};
