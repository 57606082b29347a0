import { GatewayError } from '../../core/faults';
import { asText } from '../../core/narrow';
import type { Account, Request } from '../../core/request';
import { rethrow } from '../../core/rethrow';
import { pathOf } from '../../gatewayKit/path';
import { errorIn } from './faults';

/** One address at which something may be: Mojeeb's documentation names what is needed, not the path. */
export type Place = Pick<Request, 'path' | 'query'>;

/** The agent that requests are about. Throws `notConfigured` where the credential names none. */
export function agentOf(account: Account): string {
	const agent = asText(account['agentId']?.trim());
	if (agent !== null) return agent;
	throw new GatewayError('notConfigured', 'The credential names no agent of Mojeeb.', {
		hint: 'Open the credential and fill in Agent ID, or choose the agent first.',
	});
}

/**
 * The addresses at which something of the agent may be, the likeliest first.
 *
 * @param steps behind the agent
 * @throws GatewayError `notConfigured` where the credential names no agent
 */
export function placesOf(account: Account, ...steps: string[]): Place[] {
	const agent = agentOf(account);
	return [
		{ path: pathOf('v1', 'agents', agent, ...steps) },
		{ path: pathOf('v1', ...steps), query: { agent_id: agent } },
	];
}

/**
 * The addresses at which the templates of the agent's connection may be, the likeliest first.
 *
 * @throws GatewayError `notConfigured` without a Connection ID
 */
export function connectionPlaces(account: Account): Place[] {
	const connection = asText(account['connectionId']?.trim());
	if (connection === null) {
		throw new GatewayError('notConfigured', 'The credential names no connection of Mojeeb.', {
			hint: 'Open the credential and fill in Connection ID: the ID of the agent’s WhatsApp connection.',
		});
	}
	const path = ['v1', 'agents', agentOf(account), 'connections', connection];
	return [
		{ path: pathOf(...path, 'whatsapp', 'templates') },
		{ path: pathOf(...path, 'templates') },
	];
}

/** Whether a refusal means that what is asked for is not at this address, or only with a connection's id. */
function isMissing({ details: { httpStatus, raw } }: GatewayError): boolean {
	const { code, param } = errorIn(raw);
	if (httpStatus === 404) return asText(code) === null || code === 'endpoint_not_found';
	if (httpStatus === 422) return param === 'connection_id';
	return httpStatus === 405;
}

/** What the first address gives that Mojeeb knows; `null` if it knows none of them. */
export async function askPlaces<Found>(
	places: readonly Place[],
	ask: (place: Place) => Promise<Found>,
): Promise<Found | null> {
	for (const place of places) {
		try {
			return await ask(place);
		} catch (error) {
			if (!(error instanceof GatewayError) || !isMissing(error)) rethrow(error);
		}
	}
	return null;
}
