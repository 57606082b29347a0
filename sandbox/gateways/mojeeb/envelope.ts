import type { Context } from 'hono';

import { asRecord } from '../../state/record';
import { account, agentOfOthers, agentWithoutList, connectionId } from './account';
import { invalid, type Refusal } from './answers';

/** A JSON object of a request. */
export type Fields = Readonly<Record<string, unknown>>;

/** Who sends to whom. */
export interface Envelope {
	readonly agentId: string;
	/** E.164. */
	readonly to: string;
	readonly body: Fields;
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Mojeeb takes a number in E.164 only. */
const e164 = /^\+[1-9]\d{6,14}$/;

/** The JSON object of a request; `undefined` where it holds something else. */
async function fieldsOf(context: Context): Promise<Fields | undefined> {
	return asRecord(await context.req.json().catch(() => undefined));
}

/** Why no message may be sent as this agent; `undefined` where one may. */
export function agentRefusal(agentId: unknown): Refusal | undefined {
	const param = 'agent_id';
	if (typeof agentId !== 'string' || !uuid.test(agentId)) {
		return { status: 422, code: 'invalid_agent_id', message: 'agent_id must be a UUID.', param };
	}
	if (agentId === agentOfOthers) {
		const message = 'This API key is not authorized for the requested agent.';
		return { status: 403, code: 'agent_not_authorized', message, param };
	}
	if (agentId !== account.agentId && agentId !== agentWithoutList) {
		return { status: 404, code: 'agent_not_found', message: 'Agent not found.', param };
	}
	return undefined;
}

/** Why an agent has no such connection; `undefined` if it has. */
export function connectionRefusal(agent: string, connection: string): Refusal | undefined {
	const message = 'This connection does not exist.';
	const unknown = { status: 404, code: 'not_found', message } as const;
	return agentRefusal(agent) ?? (connection === connectionId ? undefined : unknown);
}

function numberRefusal(value: unknown, param: string, code: string): Refusal | undefined {
	if (typeof value === 'string' && e164.test(value)) return undefined;
	const message = `${param} must be in E.164 format, for example +15551234567.`;
	return { status: 422, code, message, param };
}

function senderRefusal(from: unknown): Refusal | undefined {
	const unreadable = numberRefusal(from, 'from', 'invalid_from_phone');
	if (unreadable !== undefined || from === account.senderNumber) return unreadable;
	return {
		status: 422,
		code: 'from_phone_not_found_for_agent',
		message: 'This phone number is not connected to the agent.',
		param: 'from',
		extra: { available_phones: [account.senderNumber] },
	};
}

/** The fields that every send has, or why they are refused. */
export async function envelopeOf(context: Context): Promise<Envelope | Refusal> {
	const body = await fieldsOf(context);
	if (body === undefined) return invalid('body', 'The body must be a JSON object.');
	const { agent_id: agentId, from, to } = body;
	return (
		agentRefusal(agentId) ??
		senderRefusal(from) ??
		numberRefusal(to, 'to', 'invalid_phone_number') ?? {
			agentId: String(agentId),
			to: String(to),
			body,
		}
	);
}
