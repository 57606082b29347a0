import { colleague } from './account';
import { invalid, type Refusal } from './answers';
import type { Fields } from './envelope';

/** Why somebody is not to have a conversation or a lead; `undefined` where it is possible. */
export function assignmentRefusal({ assigned_to: user, reason }: Fields): Refusal | undefined {
	// An empty body never unassigns by accident.
	if (user === undefined) return invalid('assigned_to', 'assigned_to is required; null unassigns.');
	if (user !== null && user !== colleague) {
		const message = 'This user cannot open the agent.';
		return { status: 422, code: 'assignee_not_allowed', message, param: 'assigned_to' };
	}
	return reason !== undefined && (typeof reason !== 'string' || /[<>]/.test(reason))
		? invalid('reason', 'reason cannot contain angle brackets.')
		: undefined;
}
