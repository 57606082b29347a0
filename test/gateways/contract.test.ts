import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import type { IHttpRequestOptions } from 'n8n-workflow';

import type {
	ContactFields,
	ContactQuery,
	ContactReference,
} from '../../nodes/WhatsAppGateway/core/contact';
import { faults, GatewayError } from '../../nodes/WhatsAppGateway/core/faults';
import type {
	Gateway,
	MessageReference,
	TemplateReference,
} from '../../nodes/WhatsAppGateway/core/gateway';
import type { Kind, Message } from '../../nodes/WhatsAppGateway/core/message';
import type { Account, Call, Connection } from '../../nodes/WhatsAppGateway/core/request';
import type { RawDelivery } from '../../nodes/WhatsAppGateway/core/webhook';
import { gateways } from '../../nodes/WhatsAppGateway/gateways';
import { assumptionList, capabilityTable } from '../../scripts/docs/capabilityTable';
import { type Exchange, replayer } from './replay';

/** What is asked of a gateway. A message may leave out `replyTo` and `key`; a file's `data` is Base64. */
type Ask =
	| { readonly send: Message }
	| { readonly list: true }
	| { readonly get: TemplateReference }
	| { readonly status: MessageReference }
	| { readonly markRead: string }
	| { readonly checkNumber: string }
	| { readonly inspect: true }
	| { readonly saveContact: ContactFields }
	| { readonly getContact: ContactReference }
	| { readonly searchContacts: ContactQuery }
	| { readonly addLabel: readonly [ContactReference, string] }
	| { readonly removeLabel: readonly [ContactReference, string] }
	/** The body of a delivery. */
	| { readonly events: unknown }
	/** What came since a time. */
	| { readonly inbox: string | null };

/** A file in test/gateways/<id>/: it is a test because it is there. */
interface Fixture {
	readonly ask: Ask;
	readonly exchanges?: readonly Exchange[];
	readonly gives?: unknown;
	readonly fault?: Readonly<Record<string, unknown>>;
}

const root = path.resolve(__dirname, '../..');

/** A credential of every gateway in one: each reads its own fields. */
const account: Account = {
	baseUrl: 'https://gateway.example/api',
	defaultCountry: 'DE',
	phoneNumberId: '106540352242922',
	businessAccountId: '102290129340398',
	graphApiVersion: 'v24.0',
	agentId: '0b9f8a52-7f6e-4c1d-9a3b-5d2e8f7a6c41',
	senderNumber: '+15557654321',
	subdomain: 'acme',
	senderPhoneNumberId: '',
};

function fixturesOf(id: string): Array<[string, Fixture]> {
	const folder = path.join(__dirname, id);
	return readdirSync(folder)
		.filter((file) => file.endsWith('.json'))
		.map((file) => [
			file.replace('.json', ''),
			JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as Fixture,
		]);
}

/** The message of a fixture, with what it may leave out. */
function complete(message: Message): Message {
	const file = 'file' in message ? (message.file as { data?: unknown }) : undefined;
	return {
		...{ replyTo: null, key: 'key-1' },
		...message,
		...(typeof file?.data === 'string' && {
			file: { ...file, data: Buffer.from(file.data, 'base64') },
		}),
	} as Message;
}

async function all<T>(rows: AsyncIterable<T> | undefined): Promise<T[]> {
	const listed: T[] = [];
	for await (const row of rows ?? []) listed.push(row);
	return listed;
}

function deliveryOf(json: unknown): RawDelivery {
	return { headers: {}, query: {}, body: Buffer.from(JSON.stringify(json)), json };
}

async function give(gateway: Gateway, ask: Ask, call: Call): Promise<unknown> {
	const { send, templates, status, markRead, checkNumber, contacts, inspect } = gateway;
	if ('send' in ask) {
		const carry = send[ask.send.kind] as
			((message: Message, connection: Connection) => Promise<{ acceptance: unknown }>) | undefined;
		return (await carry?.(complete(ask.send), { account, call }))?.acceptance;
	}
	if ('list' in ask) return await all(templates?.list({ account, call }));
	if ('get' in ask) return await templates?.get(ask.get, { account, call });
	if ('status' in ask) return await status?.(ask.status, { account, call });
	if ('markRead' in ask) return (await markRead?.(ask.markRead, { account, call }))?.body;
	if ('checkNumber' in ask) return await checkNumber?.(ask.checkNumber, { account, call });
	if ('saveContact' in ask) return await contacts?.save?.(ask.saveContact, { account, call });
	if ('getContact' in ask) return await contacts?.get?.(ask.getContact, { account, call });
	if ('searchContacts' in ask) {
		return await all(contacts?.search?.(ask.searchContacts, { account, call }));
	}
	if ('addLabel' in ask) return await contacts?.addLabel?.(...ask.addLabel, { account, call });
	if ('removeLabel' in ask)
		return await contacts?.removeLabel?.(...ask.removeLabel, { account, call });
	if ('events' in ask) return gateway.webhook?.events(deliveryOf(ask.events));
	if ('inbox' in ask) return await all(gateway.inbox?.listSince(ask.inbox, { account, call }));
	const { account: name, sender, missingScopes } = await inspect({ account, call });
	return { account: name, sender, missingScopes };
}

async function perform(gateway: Gateway, ask: Ask, exchanges: readonly Exchange[]) {
	const { call, asked } = replayer(gateway, exchanges);
	const [given] = await Promise.allSettled([give(gateway, ask, call)]);
	return { given, asked };
}

/** What is told of a fault in a fixture: its name, its sentence, and whatever details matter. */
function told(error: unknown): Record<string, unknown> {
	if (!(error instanceof GatewayError)) return { notAFault: String(error) };
	const { fault, message, hint, sent, retryable, details } = error;
	return { ...details, fault, message, hint, sent, retryable };
}

test('the registry lists every folder beside it, under the folder’s name', () => {
	const folders = readdirSync(path.join(root, 'nodes/WhatsAppGateway/gateways'), {
		withFileTypes: true,
	})
		.filter((entry) => entry.isDirectory())
		.map(({ name }) => name)
		.sort();
	expect(gateways.map(({ id }) => id)).toEqual(folders);
});

test('the README shows what the gateways carry, and what is assumed of them', () => {
	const readme = readFileSync(path.join(root, 'README.md'), 'utf8');
	expect(readme).toContain(capabilityTable());
	expect(readme).toContain(assumptionList());
});

test('no file outside its folder names a gateway', () => {
	const shipped = (folder: string): string[] =>
		readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
			const file = `${folder}/${entry.name}`;
			if (entry.isDirectory()) return entry.name === 'gateways' ? [] : shipped(file);
			return file.endsWith('.ts') ? [file] : [];
		});
	const names = new RegExp(`\\b(${gateways.flatMap(({ id, name }) => [id, name]).join('|')})\\b`);
	const naming = [...shipped('nodes'), ...shipped('credentials')].filter((file) =>
		readFileSync(path.join(root, file), 'utf8')
			.split('\n')
			.some((line) => names.test(line)),
	);
	expect(naming).toEqual([]);
});

describe.each(gateways.map((gateway): [string, Gateway] => [gateway.name, gateway]))(
	'%s',
	(_name, gateway) => {
		const fixtures = fixturesOf(gateway.id);

		test.each(fixtures)('%s', async (_case, { ask, exchanges = [], gives, fault }) => {
			const { given, asked } = await perform(gateway, ask, exchanges);
			expect(asked).toEqual(exchanges.map(({ request }) => request));
			if (fault !== undefined) {
				expect(given.status).toBe('rejected');
				expect(told((given as PromiseRejectedResult).reason)).toMatchObject(fault);
			} else {
				expect(given).toEqual({ status: 'fulfilled', value: gives });
			}
		});

		test('every kind that it carries has a fixture that goes well', () => {
			const kinds = fixtures.flatMap(([, { ask, fault }]) =>
				'send' in ask && fault === undefined ? [ask.send.kind] : [],
			);
			expect(new Set(kinds)).toEqual(new Set(Object.keys(gateway.send) as Kind[]));
		});

		test('every other thing that it can do has a fixture that goes well', () => {
			const asked = fixtures.flatMap(([, { ask, fault }]) =>
				fault === undefined ? Object.keys(ask) : [],
			);
			const { status, markRead, checkNumber, contacts } = gateway;
			const can = {
				list: true,
				get: true,
				inspect: true,
				status,
				markRead,
				checkNumber,
				saveContact: contacts?.save,
				getContact: contacts?.get,
				searchContacts: contacts?.search,
				addLabel: contacts?.addLabel,
				removeLabel: contacts?.removeLabel,
				events: gateway.webhook,
				inbox: gateway.inbox,
			};
			const wanted = Object.entries(can).flatMap(([name, one]) => (one ? [name] : []));
			expect(wanted.filter((name) => !asked.includes(name))).toEqual([]);
		});

		test('no documented answer is an unexpected one', () => {
			const unexpected = fixtures.filter(
				([, { fault }]) => fault?.['fault'] === 'unexpectedAnswer',
			);
			expect(unexpected.map(([name]) => name)).toEqual([]);
		});

		test('the access token goes into the headers of the request and nowhere else', () => {
			const accessToken = 'tok-1234567890';
			const request: IHttpRequestOptions = { url: 'https://gateway.example/api/x', body: { a: 1 } };
			const { headers, ...rest } = gateway.authenticate({ accessToken }, request);
			expect(JSON.stringify(headers)).toContain(accessToken);
			expect(rest).toEqual(request);
			expect(request).toEqual({ url: 'https://gateway.example/api/x', body: { a: 1 } });
		});

		test('its fields of the credential do not clash with the common ones', () => {
			const common = ['gateway', 'accessToken', 'baseUrl', 'defaultCountry', 'webhookSecret'];
			const own = gateway.fields.map(({ name }) => name);
			expect(own.filter((name) => common.includes(name))).toEqual([]);
		});

		test('its pages and its API are reached over https', () => {
			expect(gateway.docs).toMatch(/^https:\/\//);
			expect(gateway.baseUrl).toMatch(/^https:\/\/.*[^/]$/);
		});

		test('whatever the answer is, it becomes a fault of the closed list with a sentence', () => {
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

		test.each(fixtures.filter(([, { ask, fault }]) => 'send' in ask && fault === undefined))(
			'whatever is answered to a message that was taken, the receipt holds what is known: %s',
			async (_case, { ask, exchanges = [] }) => {
				const body = fc.oneof(
					fc.jsonValue(),
					fc.record(
						{
							id: fc.jsonValue(),
							data: fc.jsonValue(),
							messages: fc.jsonValue(),
							contacts: fc.jsonValue(),
							message_id: fc.jsonValue(),
							status: fc.jsonValue(),
						},
						{ requiredKeys: [] },
					),
				);
				await fc.assert(
					fc.asyncProperty(body, async (answered) => {
						const last = exchanges.at(-1);
						if (last === undefined) throw new Error('A fixture without an exchange');
						const { given } = await perform(gateway, ask, [
							...exchanges.slice(0, -1),
							{ ...last, answer: { status: 200, body: answered } },
						]);
						if (given.status === 'rejected') {
							expect(told(given.reason)).toMatchObject({ fault: expect.any(String) });
							return;
						}
						const { messageId, whatsappMessageId } = given.value as Record<string, unknown>;
						for (const id of [messageId, whatsappMessageId]) {
							expect(id === null || typeof id === 'string').toBe(true);
						}
					}),
					{ numRuns: 200 },
				);
			},
		);

		test('it has a dialect in the sandbox', () => {
			const dialects = path.join(root, 'sandbox/gateways');
			expect(
				existsSync(path.join(dialects, `${gateway.id}.ts`)) ||
					existsSync(path.join(dialects, gateway.id)),
			).toBe(true);
		});
	},
);
