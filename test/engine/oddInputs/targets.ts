import type { INodeParameters } from 'n8n-workflow';

import { operations } from '../../../nodes/WhatsAppGateway/operations';
import type { Operation } from '../../../nodes/WhatsAppGateway/operations/operation';
import { exampleMessages } from '../exampleMessages';
import type { Round } from '../oddAnswers/operationRounds';

/** A run whose fields are tried out. */
export interface Target {
	readonly name: string;
	readonly operation: Operation;
	readonly parameters: INodeParameters;
	readonly round: Round;
}

/** The run itself, and beside Send Text a message of every kind that the gateway sends. */
export function* targetsOf(round: Round): Iterable<Target> {
	const { name, operation, parameters, gateway } = round;
	yield { name, operation, parameters, round };
	if (name !== 'message:sendText') return;
	for (const [kind, { parameters: own }] of Object.entries(exampleMessages)) {
		const found = operations.find(
			({ resource, value }) => resource === own['resource'] && value === own['operation'],
		);
		if (kind === 'text' || found === undefined || !(kind in gateway.send)) continue;
		yield { name: `${name}:${kind}`, operation: found, parameters: own, round };
	}
}

/** Names of operations of which one run is about one item: a report of all people, and a question that waits. */
export const alone = /^message:(?:sendToMany|sendAndWait)/;
