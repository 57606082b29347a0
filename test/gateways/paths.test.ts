import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { GatewayError } from '../../nodes/WhatsAppGateway/core/faults';
import type { Gateway } from '../../nodes/WhatsAppGateway/core/gateway';
import type { Call, Connection } from '../../nodes/WhatsAppGateway/core/request';
import { pathOf } from '../../nodes/WhatsAppGateway/gatewayKit/path';
import { gateways } from '../../nodes/WhatsAppGateway/gateways';
import { fixturesOf } from './fixtures';
import { performRequest } from './performRequest';
import { profileOf } from './profiles';

/** What stands in the path where an ID belongs; letters that no ID has mark the harmless one. */
const harmless = 'ID-0';
const hostile = [
	'999/subscribed_apps?x=',
	'../../v24.0/1/messages',
	'..',
	'.',
	'%2e%2e',
	'%2e%2e%2fadmin',
	'a/../b',
	'a\\..\\b',
	'?access_token=1',
	'#fragment',
	'@attacker.example/',
	'//attacker.example/',
	'a;b=c',
	'a\nb',
	'\ud800',
	'  ',
];

let server: Server;
let base = '';
let asked: string[] = [];
/** The ID in everything that the server answers. */
let answered = harmless;

beforeAll(async () => {
	server = createServer((request, response) => {
		asked.push(`${request.method} ${request.url}`);
		const row = {
			id: answered,
			name: 'VIP',
			phone: '+491713920012',
			message_id: answered,
			group_id: [answered],
			groups: [],
		};
		const isList = /\/(?:contacts|groups|sources|statuses)(?:\?|$)/.test(request.url ?? '');
		const data = request.method === 'GET' && isList ? [row] : row;
		response.setHeader('content-type', 'application/json');
		// A contact that exists already leads to a change of it.
		const isTaken = request.method === 'POST' && request.url?.endsWith('/acme/contacts');
		response.statusCode = isTaken ? 422 : 200;
		const refusal = { status: 'error', errors: { phone: ['The phone has already been taken.'] } };
		response.end(
			JSON.stringify(isTaken ? refusal : { ...row, data, messages: [{ id: answered }] }),
		);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
	server.closeAllConnections();
	await new Promise((resolve) => server.close(resolve));
});

/** The way to the recording server, as `http/` joins base and path. */
function callFor(gateway: Gateway): Call {
	return async ({ method, path, query = {}, sends = false }) => {
		const search = new URLSearchParams(query as Record<string, string>).toString();
		const response = await fetch(`${base}${path}${search === '' ? '' : `?${search}`}`, { method });
		const body: unknown = await response.json();
		const answer = {
			status: response.status,
			headers: {},
			body,
			isJson: true,
			sends,
			attempts: 1,
		};
		if (!response.ok) throw gateway.faults.read(answer);
		return answer;
	};
}

/** Everything that a gateway can be asked with this ID, in the fields of its credential as well. */
function actionsOf(gateway: Gateway, id: string): Array<[string, (to: Connection) => unknown]> {
	const { contacts, status, files, templates, webhook, markRead, inspect } = gateway;
	const { templateManagement } = gateway;
	const all = async (rows: AsyncIterable<unknown> | undefined) => {
		const listed: unknown[] = [];
		for await (const row of rows ?? []) listed.push(row);
	};
	const phone = '+491713920012';
	const message = { to: phone, replyTo: id, key: 'k', kind: 'text' as const, body: 'Hello' };
	const fields = {
		phone,
		name: 'Anna',
		email: null,
		labels: ['VIP'],
		customFields: { source_id: 1, status_id: 1 },
	};
	return [
		['inspect', inspect],
		['text', async (to) => await gateway.send.text?.(message, to)],
		['status', async (to) => await status?.({ messageId: id, whatsappMessageId: id }, to)],
		['markRead', async (to) => await markRead?.(id, to, { showTyping: true })],
		['file', async (to) => await files?.locate(id, to)],
		['templates', async (to) => await all(templates?.list(to))],
		['template', async (to) => await templates?.get({ nameOrId: id, language: '' }, to)],
		[
			'create template',
			async (to) =>
				await templateManagement?.create?.(
					{
						name: 'a',
						language: 'en',
						category: 'UTILITY',
						components: [{ type: 'BODY', text: 'a' }],
					},
					{ ...to, account: { ...to.account, connectionId: id } },
				),
		],
		['contact', async (to) => await contacts?.get?.({ id }, to)],
		['contact by number', async (to) => await contacts?.get?.({ phone }, to)],
		['save', async (to) => await contacts?.save?.(fields, to)],
		['create many', async (to) => await contacts?.batch?.create([fields], to)],
		['search', async (to) => await all(contacts?.search?.({ text: id, label: 'VIP' }, to))],
		['addLabel', async (to) => await contacts?.addLabel?.({ phone }, 'VIP', to)],
		['removeLabel', async (to) => await contacts?.removeLabel?.({ phone }, 'VIP', to)],
		[
			'update',
			async (to) => await contacts?.update?.({ id }, { name: 'Anna', customFields: {} }, to),
		],
		['remove', async (to) => await contacts?.remove?.({ id }, to)],
		['remove by number', async (to) => await contacts?.remove?.({ phone }, to)],
		...Object.entries(gateway.lists ?? {}).map(
			([name, list]): [string, (to: Connection) => unknown] => [
				name,
				async (to) => await list(id, null, to),
			],
		),
		...Object.entries(gateway.listChanges ?? {}).flatMap(
			([name, { update, remove }]): Array<[string, (to: Connection) => unknown]> => [
				[`update ${name}`, async (to) => await update(id, { name: 'A' }, to)],
				[`remove ${name}`, async (to) => await remove(id, to)],
			],
		),
		...Object.entries(gateway.startAutomation ?? {}).map(
			([kind, start]): [string, (to: Connection) => unknown] => [
				kind,
				async (to) => await start({ id, contact: { id }, context: {} }, to),
			],
		),
		[
			'edit',
			async (to) => await templateManagement?.edit?.({ nameOrId: id, language: '' }, {}, to),
		],
		[
			'delete',
			async (to) => await templateManagement?.remove?.({ nameOrId: id, language: '' }, to),
		],
		['sync', async (to) => await templateManagement?.sync?.(to)],
		['group', async (to) => await gateway.groups?.get(id, to)],
		['update group', async (to) => await gateway.groups?.update(id, { subject: 'a' }, to)],
		['delete group', async (to) => await gateway.groups?.remove(id, to)],
		['invite link', async (to) => await gateway.groups?.inviteLink.get(id, to)],
		['participants', async (to) => await gateway.groups?.removeParticipants(id, [phone], to)],
		['join requests', async (to) => await all(gateway.groups?.joinRequests.list(id, to))],
		['approve', async (to) => await gateway.groups?.joinRequests.approve(id, [id], to)],
		['media', async (to) => await gateway.media?.get(id, to)],
		['delete media', async (to) => await gateway.media?.remove(id, to)],
		['subscription', async (to) => await webhook?.subscription?.read(to)],
		[
			'subscribe',
			async (to) =>
				await webhook?.subscription?.set({ url: 'u', verifyToken: 'v', active: false }, to),
		],
		['unsubscribe', async (to) => await webhook?.subscription?.remove(to)],
	];
}

/** The paths that an action asks for, without their queries. */
async function pathsOf(gateway: Gateway, id: string, only: number, field: string | null) {
	asked = [];
	answered = id;
	const own = profileOf(gateway.id).account;
	const account = {
		baseUrl: base,
		defaultCountry: 'DE',
		...own,
		...(field !== null && { [field]: id }),
	};
	const [, action] = actionsOf(gateway, id)[only] ?? [];
	const [outcome] = await Promise.allSettled([
		Promise.resolve(action?.({ account, call: callFor(gateway) })),
	]);
	if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(GatewayError);
	return asked.map((line) => line.split('?')[0]);
}

describe.each(gateways.map((gateway): [string, Gateway] => [gateway.name, gateway]))(
	'%s',
	(_name, gateway) => {
		const fields = [null, ...Object.keys(profileOf(gateway.id).account)];
		test.each(hostile.map((id) => [JSON.stringify(id), id] as const))(
			'an ID such as %s leads to no other path',
			async (_shown, id) => {
				for (const field of fields) {
					for (const only of actionsOf(gateway, id).keys()) {
						const usual = await pathsOf(gateway, harmless, only, field);
						const paths = await pathsOf(gateway, id, only, field);
						const encoded = /\p{Surrogate}/u.test(id) ? '' : encodeURIComponent(id.trim());
						const expected = usual.map((path) => path?.replaceAll(harmless, encoded));
						// What cannot be encoded is refused before it is asked for, so later paths are missing.
						expect(expected.slice(0, paths.length)).toEqual(paths);
					}
				}
			},
		);

		test('every path of its fixtures is one of encoded segments', async () => {
			for (const [, { ask, account, exchanges = [] }] of fixturesOf(gateway.id)) {
				const { requests } = await performRequest(gateway, ask, exchanges, account);
				for (const { path } of requests)
					expect(path).toMatch(/^(?:\/(?:upload:)?[\w.%~!'()*-]+)+$/);
			}
		});
	},
);

test('the walk reaches the paths that hold an ID', async () => {
	const reached: string[] = [];
	for (const gateway of gateways) {
		const paths: Array<string | undefined> = [];
		for (const field of [null, ...Object.keys(profileOf(gateway.id).account)]) {
			for (const only of actionsOf(gateway, harmless).keys()) {
				paths.push(...(await pathsOf(gateway, harmless, only, field)));
			}
		}
		if (paths.some((path) => path?.includes(harmless))) reached.push(gateway.id);
	}
	// Qyvo has its IDs in the bodies.
	expect(reached).toEqual(expect.arrayContaining(['metaCloud', 'mojeeb', 'wacr', 'xobito']));
});

describe('a path', () => {
	test('is made of encoded segments', () => {
		expect(pathOf('v1', ' a/b?c ', 'wamid.A=+')).toBe('/v1/a%2Fb%3Fc/wamid.A%3D%2B');
	});

	test.each(['', ' ', '.', '..', ' .. ', '\ud800', undefined])(
		'is not made of a segment such as %j',
		(segment) => {
			expect(() => pathOf('v1', segment)).toThrow(GatewayError);
		},
	);
});
