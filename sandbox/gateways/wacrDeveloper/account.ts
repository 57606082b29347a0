import { createHash } from 'node:crypto';

import { Hono } from 'hono';

import type { Store } from '../../state/store';
import { id, limitOf, ok } from './answers';

/** A UUID that is the same for the same name. */
export function uuidOf(name: string): string {
	const hex = createHash('sha256').update(`wacrDeveloper:${name}`).digest('hex');
	return [
		hex.slice(0, 8),
		hex.slice(8, 12),
		`4${hex.slice(13, 16)}`,
		`8${hex.slice(17, 20)}`,
		hex.slice(20, 32),
	].join('-');
}

const wabaId = '102290129340398';

/** A number of the workspace. */
interface Channel {
	readonly id: string;
	readonly wabaId: string;
	readonly name: string | null;
	readonly verifiedName: string;
	readonly displayPhone: string;
	readonly isDefault: boolean;
	readonly status: string;
}

/** The workspace's numbers: one that sends, and one that is not connected. */
export const channels = [
	{
		id: uuidOf('channel 1'),
		wabaId,
		name: 'Sandbox Shop',
		verifiedName: 'Sandbox Shop',
		displayPhone: '+1 555-010-0200',
		isDefault: true,
		status: 'connected',
	},
	{
		id: uuidOf('channel 2'),
		wabaId: '102290129340399',
		name: null,
		verifiedName: 'Sandbox Shop Two',
		displayPhone: '+1 555-010-0300',
		isDefault: false,
		status: 'pending',
	},
] as const satisfies readonly Channel[];

const scopes = [
	...['messages:send', 'messages:read', 'channels:read', 'templates:read', 'templates:write'],
	...['contacts:read', 'contacts:write', 'media:read', 'media:write'],
	...['comments:read', 'comments:write', 'broadcasts:read', 'broadcasts:write'],
];

/** Whose key it is, and the numbers. Source: https://github.com/kdctek/kdc-wacr-recoveryflow */
export function accountRoutes({ listSizes }: Store): Hono {
	const routes = new Hono();
	routes.get('/me', (context) =>
		ok(context, {
			tenant: { name: 'Sandbox Shop', status: 'active' },
			credential: { mode: 'test', scopes },
		}),
	);
	routes.get('/channels', (context) => {
		const status = context.req.query('status');
		const waba = context.req.query('wabaId');
		const all = listSizes.rows<Channel>(id, 'channels', channels, (index, name) => ({
			...channels[0],
			id: uuidOf(`channel ${index} of many`),
			verifiedName: name,
			displayPhone: `+1 555-012-${String(index).padStart(4, '0')}`,
			isDefault: false,
		}));
		const found = all.filter(
			(channel) =>
				(status === undefined || channel.status === status) &&
				(waba === undefined || channel.wabaId === waba),
		);
		return ok(context, { channels: found.slice(0, limitOf(context, 200)) });
	});
	return routes;
}
