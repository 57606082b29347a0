import type { INodeProperties } from 'n8n-workflow';

import { GatewayError } from '../../core/faults';
import type { Request } from '../../core/request';
import { allowedRecipients, whoMayBeWrittenTo } from '../fields/allowedRecipients';
import type { Item } from '../operation';
import { readWhoMay } from '../recipients/allowedRecipients';

/** What the owner of a tool decides: the agent chooses the rest of a request. */
export const agentMayChange: INodeProperties = {
	displayName: 'Let the Agent Change Something',
	name: 'agentMayChange',
	type: 'boolean',
	noDataExpression: true,
	default: false,
	displayOptions: { show: { '@tool': [true] } },
	description:
		'Whether the tool also makes requests other than GET, which can delete, and write to anybody. It reads whatever the access token can read in any case.',
};

const unchecked =
	'With a restriction, only GET is made: nobody can tell to whom another request writes';

/** The options of everything that writes to people, as far as they can be kept here. */
export const restrictions: readonly INodeProperties[] = [
	{ ...whoMayBeWrittenTo, description: unchecked },
	{
		...allowedRecipients,
		description: `The people of Only Allowed Recipients. ${unchecked}.`,
	},
];

function refuse(message: string, hint: string): never {
	throw new GatewayError('invalidRequest', message, { hint });
}

/** Not for an expression, in which the agent's own words could be. */
function isAllowedByOwner({ parameter, expression }: Item): boolean {
	const { name } = agentMayChange;
	return expression(name) === '' && parameter(name, false) === true;
}

/**
 * Refuses a request that may write to somebody whom this node may not write to: its body is the gateway's own,
 * so that it is not known to whom it goes.
 *
 * @throws GatewayError `invalidRequest`, or `recipientInvalid` for a choice that cannot be read
 */
export function checkMayChange(method: Request['method'], item: Item): void {
	if (method === 'GET') return;
	if (item.isAgentTool && !isAllowedByOwner(item)) {
		refuse(
			`This tool may only read, and ${method} can change something or write to somebody.`,
			`Use another tool for it. If there is none, say that the owner of this workflow can switch on ${agentMayChange.displayName}.`,
		);
	}
	const { displayName } = whoMayBeWrittenTo;
	if (readWhoMay(item) === 'anyone') return;
	refuse(
		`The option ${displayName} is set, and nobody can tell to whom a raw request with ${method} writes.`,
		item.isAgentTool
			? 'Use the tool that sends messages.'
			: `Use an operation of Message, which keeps to it, or remove the options ${displayName} and ${allowedRecipients.displayName}.`,
	);
}
