import fc from 'fast-check';
import type { IHttpRequestOptions } from 'n8n-workflow';

import { faults } from '../../nodes/WhatsAppGateway/core/faults';
import type { Gateway } from '../../nodes/WhatsAppGateway/core/gateway';
import { gateways } from '../../nodes/WhatsAppGateway/gateways';
import { allDialects } from '../../sandbox/gateways';
import { instructionsOf, isMadeUp, madeUpSources } from './instructions';

describe.each(gateways.map((gateway): [string, Gateway] => [gateway.name, gateway]))(
	'%s',
	(_name, gateway) => {
		test('the access token is only in the headers of the request', () => {
			const accessToken = 'tok-1234567890';
			const request: IHttpRequestOptions = { url: 'https://gateway.example/api/x', body: { a: 1 } };
			const { headers, ...rest } = gateway.authenticate({ accessToken }, request);
			expect(JSON.stringify(headers)).toContain(accessToken);
			expect(rest).toEqual(request);
			expect(request).toEqual({ url: 'https://gateway.example/api/x', body: { a: 1 } });
		});

		test('its credential fields do not clash with the common ones', () => {
			const common = ['gateway', 'accessToken', 'baseUrl', 'defaultCountry', 'webhookSecret'];
			const own = gateway.fields.map(({ name }) => name);
			expect(own.filter((name) => common.includes(name))).toEqual([]);
		});

		test('its pages and its API use https', () => {
			expect(gateway.docs).toMatch(/^https:\/\//);
			expect(gateway.baseUrl).toMatch(/^https:\/\/.*[^/]$/);
		});

		test('docs: names the page that explains where to get the access token', () => {
			expect(isMadeUp(gateway.docs)).toBe(false);
		});

		test('baseUrl: is the address of the gateway’s own API', () => {
			expect(isMadeUp(gateway.baseUrl)).toBe(false);
		});

		test('sources: are pages of the gateway’s own documentation', () => {
			expect(madeUpSources(gateway.id)).toEqual([]);
		});

		const instructions = instructionsOf(gateway.id);
		if (instructions.length > 0) {
			test.each(instructions)('%s', (_instruction, place) => {
				expect(`${place}: fill it in, then remove the comment`).toBe('filled in');
			});
		}

		test('any answer becomes a known fault with a message', () => {
			fc.assert(
				fc.property(
					fc.integer({ min: 300, max: 599 }),
					fc.oneof(fc.jsonValue(), fc.string()),
					fc.boolean(),
					(status, body, sends) => {
						const isJson = typeof body !== 'string';
						const error = gateway.faults.read({
							status,
							headers: {},
							body,
							isJson,
							sends,
							attempts: 1,
						});
						expect(Object.keys(faults)).toContain(error.fault);
						expect(error.message.length).toBeGreaterThan(10);
						expect(error.message.length).toBeLessThan(600);
					},
				),
				{ numRuns: 1000 },
			);
		});

		test('it has a sandbox dialect with the same name', () => {
			const dialect = allDialects().find(({ id }) => id === gateway.id);
			expect(dialect?.name ?? `add sandbox/gateways/${gateway.id}`).toBe(gateway.name);
		});
	},
);
