import { GatewayError } from '../../core/faults';
import { asObject, asObjects, asText, type JsonObject } from '../../core/narrow';
import type { Account, Connection } from '../../core/request';
import type { Subscribed, Subscription } from '../../core/webhook';
import { rethrow } from '../../core/rethrow';
import { requireRows } from '../../gatewayKit/rows';
import { graphPath } from './graphPath';
import { readOwnApp } from './ownApp';

const configurationField = 'webhook_configuration';

function numberPath(account: Account): string {
	return graphPath(account, account['phoneNumberId']);
}

function accountPath(account: Account, edge: string): string {
	return graphPath(account, account['businessAccountId'], edge);
}

/** The apps that are subscribed to the account, those of other services included. */
async function listApps({ account, call }: Connection): Promise<JsonObject[]> {
	const { body } = await call({ method: 'GET', path: accountPath(account, 'subscribed_apps') });
	return requireRows(asObject(body)['data'], 'Meta', body, 'apps');
}

/** The addresses for the number, of each level at which our app has one. */
async function readLevels({ account, call }: Connection): Promise<JsonObject> {
	const query = { fields: configurationField };
	const { body } = await call({ method: 'GET', path: numberPath(account), query });
	return asObject(asObject(body)[configurationField]);
}

function appIdOf(row: JsonObject): string | null {
	return asText(asObject(row['whatsapp_business_api_data'])['id']);
}

async function read(connection: Connection): Promise<Subscribed> {
	const levels = await readLevels(connection);
	const apps = await listApps(connection);
	// Where Meta cannot be reached, the other requests say so.
	const ownApp = await readOwnApp(connection).catch(() => null);
	const url = asText(levels['phone_number']);
	if (ownApp !== null) {
		const own = apps.find((row) => appIdOf(row) === ownApp);
		return { active: own !== undefined, url, accountUrl: asText(own?.['override_callback_uri']) };
	}
	// No row is known to be ours. An address of ours for the account proves that there is one.
	const accountUrl = asText(levels['whatsapp_business_account']);
	return { active: accountUrl !== null || (apps.length > 0 ? null : false), url, accountUrl };
}

/** Subscribes our app to the account; an address that it has for the account is forgotten. */
async function subscribeApp({ account, call }: Connection): Promise<void> {
	await call({ method: 'POST', path: accountPath(account, 'subscribed_apps') });
}

async function setNumber(
	{ account, call }: Connection,
	override: { override_callback_uri: string; verify_token?: string },
): Promise<void> {
	const body = { [configurationField]: override };
	await call({ method: 'POST', path: numberPath(account), body });
}

const asksForSubscription = /must be subscribed to receive messages/i;

/** Whether Meta refuses an address because our app is not subscribed. */
function isNotSubscribed(error: unknown): boolean {
	if (!(error instanceof GatewayError)) return false;
	const { message } = asObject(asObject(error.details.raw)['error']);
	return asksForSubscription.test(asText(message) ?? '');
}

/** Whether events of the account still go to an address that our app has registered for any number. */
async function isInUse({ account, call }: Connection): Promise<boolean> {
	const query = { fields: `id,${configurationField}`, limit: 100 };
	const path = accountPath(account, 'phone_numbers');
	const answer = await call({ method: 'GET', path, query }).catch(() => null);
	const rows = asObjects(asObject(answer?.body)['data']).map((row) =>
		asObject(row[configurationField]),
	);
	// Without an answer, others may need the subscription.
	return (
		rows.length === 0 ||
		rows.some((row) => asText(row['phone_number']) ?? asText(row['whatsapp_business_account']))
	);
}

/**
 * The address to which Meta sends the events of a number. It wins over that of the account, and this
 * one over the one in the app's dashboard; so several numbers and apps of an account have an address
 * each. A request concerns the app of the access token alone.
 * Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/override
 */
export const subscription: Subscription = {
	read,
	async set({ url, verifyToken, active }, connection) {
		const override = { override_callback_uri: url, verify_token: verifyToken };
		if (active === false) await subscribeApp(connection);
		try {
			await setNumber(connection, override);
		} catch (error) {
			if (active !== null || !isNotSubscribed(error)) return rethrow(error);
			await subscribeApp(connection);
			await setNumber(connection, override);
		}
	},
	async unset(connection) {
		await setNumber(connection, { override_callback_uri: '' });
	},
	unsetAccount: subscribeApp,
	async remove(connection) {
		if (await isInUse(connection)) return;
		const { account, call } = connection;
		await call({ method: 'DELETE', path: accountPath(account, 'subscribed_apps') });
	},
};
