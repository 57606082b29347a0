import { type INode, NodeOperationError } from 'n8n-workflow';

import { GatewayError } from '../core/faults';

/** Where n8n shows what to do: below the message, or, in the editor's lists, only within it. */
type HintPlace = 'description' | 'message';

/** Converts what failed outside a run to n8n's error: what happened, then what to do. */
export function toOperationError(
	node: INode,
	error: unknown,
	hintPlace: HintPlace = 'description',
): NodeOperationError {
	if (!(error instanceof GatewayError)) return new NodeOperationError(node, error as Error);
	const { message, hint } = error;
	return hintPlace === 'message'
		? new NodeOperationError(node, `${message} ${hint}`)
		: new NodeOperationError(node, message, { description: hint });
}
