import type { AutomationKind, StartAutomation } from '../../core/automation';
import { asObject, asText, firstText } from '../../core/narrow';
import { toKey } from './contacts';

/**
 * Starts a sequence or a flow. While it runs for the contact, another start changes nothing, so that the
 * request can be repeated. A number that is unknown becomes a contact who has opted in. How the answer names
 * the session is not documented.
 * Sources: https://www.qyvo.io/docs/api/actions/trigger-sequence and
 * https://www.qyvo.io/docs/api/actions/trigger-flow
 */
function startOf(kind: AutomationKind): StartAutomation {
	return async ({ id, contact, context }, { call }) => {
		const { body: raw } = await call({
			method: 'POST',
			path: `/actions/trigger-${kind}`,
			body: {
				[`${kind}_id`]: id,
				...toKey(contact),
				...(Object.keys(context).length > 0 && { context: { ...context } }),
			},
			repeatable: true,
			sends: true,
		});
		const body = asObject(raw);
		return {
			status: body['status'] === 'already_running' ? 'alreadyRunning' : 'started',
			sessionId: firstText(body, 'session_id', 'id'),
			contactId: asText(body['contact_id']),
			raw,
		};
	};
}

/** Starts sequences and flows. */
export const startAutomation = { sequence: startOf('sequence'), flow: startOf('flow') } as const;
