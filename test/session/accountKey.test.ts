import type { Gateway } from '../../nodes/WhatsAppGateway/core/gateway';
import { gateways } from '../../nodes/WhatsAppGateway/gateways';
import type { N8nContext } from '../../nodes/WhatsAppGateway/n8n/context';
import { createSession } from '../../nodes/WhatsAppGateway/session/session';

/** The key of an account with these fields. */
function keyOf(gateway: Gateway, fields: Record<string, string>): string {
	const account = { baseUrl: gateway.baseUrl, defaultCountry: '', ...fields };
	const credential = { gateway, account, secrets: { accessToken: 'token' } };
	const limits = { timeout: 30, maxWait: 0 };
	return createSession({} as N8nContext, credential, limits).accountKey;
}

describe.each(gateways.map((gateway): [string, Gateway] => [gateway.name, gateway]))(
	'%s',
	(_name, gateway) => {
		const names = [...gateway.fields, ...(gateway.webhookFields ?? [])].map(({ name }) => name);
		const { settingFields = [] } = gateway;

		test('its setting fields are fields of its credential', () => {
			expect(settingFields.filter((name) => !names.includes(name))).toEqual([]);
		});

		// A Message Key is kept per account: what was sent must stay known.
		test('another setting is the same account, another id another one', () => {
			for (const name of names) {
				const isSame = keyOf(gateway, { [name]: 'a' }) === keyOf(gateway, { [name]: 'b' });
				expect([name, isSame]).toEqual([name, settingFields.includes(name)]);
			}
			expect(keyOf(gateway, { defaultCountry: 'DE' })).toBe(keyOf(gateway, {}));
		});
	},
);

test('the version of an API and the form of a signature are settings', () => {
	const settings = gateways.flatMap(({ settingFields = [] }) => settingFields);
	expect(settings).toEqual(expect.arrayContaining(['graphApiVersion', 'signatureCovers']));
});
