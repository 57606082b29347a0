import { mainNumber } from '../../state/message';
import { bearerToken, sameSecret } from '../../gatewayKit/bearer';
import { mainApp } from '../../webhooks/subscriptions';

/** The one account of the sandbox's Meta, as the credential wants it. */
export const account = {
	phoneNumberId: '106540352242922',
	businessAccountId: '102290129340398',
	graphApiVersion: 'v26.0',
} as const;

/** One of the account's numbers. */
export interface BusinessNumber {
	/** Its name for the control API. */
	readonly key: string;
	readonly phoneNumberId: string;
	/** As Meta's webhooks write it. */
	readonly webhookNumber: string;
	/** As Meta's API writes it. */
	readonly displayNumber: string;
}

/** The first number, as Meta's webhooks name it. */
export const displayNumber = '15550100100';

/** The number that the credential of the overview sends from, and that people write to. */
const firstNumber: BusinessNumber = {
	key: mainNumber,
	phoneNumberId: account.phoneNumberId,
	webhookNumber: displayNumber,
	displayNumber: '+1 555-010-0100',
};

/** The account's numbers. */
export const businessNumbers: readonly BusinessNumber[] = [
	firstNumber,
	{
		key: 'second',
		phoneNumberId: '106540352242923',
		webhookNumber: '15550100200',
		displayNumber: '+1 555-010-0200',
	},
];

/** A number as Meta shows it, alone and in the account's list. */
export function numberRow({ phoneNumberId, displayNumber: shown }: BusinessNumber) {
	return {
		id: phoneNumberId,
		display_phone_number: shown,
		verified_name: 'Sandbox Shop',
		status: 'CONNECTED',
		quality_rating: 'GREEN',
		name_status: 'APPROVED',
		throughput: { level: 'STANDARD' },
		is_on_biz_app: false,
	};
}

/** The number of a name; the first one for an unknown name. */
export function businessNumber(key: string): BusinessNumber {
	return businessNumbers.find((one) => one.key === key) ?? firstNumber;
}

/** An app that has access to the account. */
export interface App {
	/** Its name for the sandbox's registrations. */
	readonly key: string;
	readonly token: string;
	/** As Meta's lists show it. */
	readonly data: { readonly id: string; readonly name: string; readonly link: string };
	/** Whether its dashboard names an address and the field messages; Meta overrides nothing without. */
	readonly isConfigured: boolean;
}

function app(key: string, token: string, id: string, name: string, isConfigured = true): App {
	const link = `https://www.facebook.com/games/?app_id=${id}`;
	return { key, token, data: { id, name, link }, isConfigured };
}

const firstApp = app(mainApp, 'meta-sandbox-token', '670843887433847', 'Sandbox App');

/** The apps with access to the account, by the tokens of their system users. */
export const apps: readonly [App, ...App[]] = [
	firstApp,
	app('second', 'meta-sandbox-second-app', '670843887433848', 'Second App'),
	app('third', 'meta-sandbox-third-app', '670843887433850', 'Third App'),
	app('fourth', 'meta-sandbox-fourth-app', '670843887433851', 'Fourth App'),
	app('fifth', 'meta-sandbox-fifth-app', '670843887433852', 'Fifth App'),
	app('bare', 'meta-sandbox-bare-app', '670843887433849', 'App Without Webhooks', false),
];

/** The app whose token a request has. */
export function appOf(headers: Headers, scheme?: string): App {
	const token = bearerToken(headers, scheme);
	return apps.find((one) => sameSecret(token, one.token)) ?? firstApp;
}
