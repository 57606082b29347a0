import { readdirSync } from 'node:fs';
import path from 'node:path';

import { gateways } from '../../nodes/WhatsAppGateway/gateways';
import type { GatewayTestProfile } from './profile';

function isProfile(value: unknown): value is GatewayTestProfile {
	return typeof value === 'object' && value !== null && 'account' in value && 'refusal' in value;
}

/** Throws one sentence for a folder whose `index.ts` exports no profile. */
function loadProfile(folder: string, id: string): GatewayTestProfile {
	const file = path.join(folder, id);
	try {
		require.resolve(file);
	} catch {
		throw new Error(`Add test/gateways/${id}/index.ts, which exports its \`profile\`.`);
	}
	// eslint-disable-next-line @typescript-eslint/no-require-imports -- found by walking the folders
	const { profile } = require(file) as { profile?: unknown };
	if (isProfile(profile)) return profile;
	throw new Error(`Export a GatewayTestProfile as \`profile\` from test/gateways/${id}/index.ts.`);
}

/** The profile of every folder, by the gateway's id. Throws one sentence for a folder without one. */
export function loadProfiles(folder: string): ReadonlyMap<string, GatewayTestProfile> {
	const ids = readdirSync(folder, { withFileTypes: true })
		.filter((entry) => entry.isDirectory())
		.map(({ name }) => name);
	return new Map(ids.map((id) => [id, loadProfile(folder, id)]));
}

const profiles = loadProfiles(__dirname);

/** The profile of a gateway. Throws one sentence if its folder is missing. */
export function profileOf(id: string): GatewayTestProfile {
	const profile = profiles.get(id);
	if (profile !== undefined) return profile;
	throw new Error(`Add the folder test/gateways/${id} with a profile and fixtures.`);
}

/** Every gateway that has a webhook, with its name, its profile and how it signs a delivery. */
export const webhookGateways = gateways.flatMap(({ id, name, webhook }) => {
	if (webhook === undefined) return [];
	const { signDelivery } = profileOf(id);
	if (signDelivery !== undefined) return [{ id, name, webhook, signDelivery }];
	throw new Error(`Add \`signDelivery\` to the profile in test/gateways/${id}/index.ts.`);
});

/** The secret with which the tests sign deliveries. */
export const webhookSecret = 'signing-secret';
