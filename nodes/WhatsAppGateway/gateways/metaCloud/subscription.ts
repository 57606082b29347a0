import { asObject, asObjects, asText } from '../../core/narrow';
import type { Account } from '../../core/request';
import type { Subscription } from '../../core/webhook';

function path(account: Account): string {
	return `/${account['graphApiVersion']}/${account['businessAccountId']}/subscribed_apps`;
}

/**
 * The address to which Meta sends the business account's events: one for each account, which wins
 * over the one in the app's dashboard, so that one app serves many workflows.
 * Source: https://developers.facebook.com/docs/whatsapp/embedded-signup/webhooks/override
 */
export const subscription: Subscription = {
	async read({ account, call }) {
		const { body } = await call({ method: 'GET', path: path(account) });
		const apps = asObjects(asObject(body)['data']);
		const overridden = apps.map((app) => asText(app['override_callback_uri']));
		return { active: apps.length > 0, url: overridden.find((url) => url !== null) ?? null };
	},
	async set({ url, verifyToken }, { account, call }) {
		await call({
			method: 'POST',
			path: path(account),
			body: { override_callback_uri: url, verify_token: verifyToken },
		});
	},
	async unset({ account, call }) {
		await call({ method: 'POST', path: path(account) });
	},
	async remove({ account, call }) {
		await call({ method: 'DELETE', path: path(account) });
	},
};
