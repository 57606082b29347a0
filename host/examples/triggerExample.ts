import axios from 'axios';

import { HostFault } from '../fault';
import { executionIds, newExecution, type Execution } from '../rest/executions';
import type { Rest } from '../rest/rest';
import type { PublishedExample } from './publishExamples';
import { describeDeliveries, performAction } from './userActions';

/**
 * Triggers an example, by a post or by its users' actions, and waits for the end of its last
 * execution. Throws {@link HostFault}.
 */
export async function triggerExample(
	rest: Rest,
	sandboxUrl: string,
	example: PublishedExample,
	input: unknown = example.body,
): Promise<Execution> {
	const { saved, address, userActions, account } = example;
	if (userActions.length === 0) {
		const known = await executionIds(rest, saved.id);
		const response = await axios.post(address, input, { proxy: false, validateStatus: () => true });
		if (response.status === 404) throw new HostFault(`n8n does not serve ${address}.`);
		return await newExecution(rest, saved.id, known);
	}
	let last: Execution | undefined;
	for (const action of userActions) {
		const known = await executionIds(rest, saved.id);
		await performAction(sandboxUrl, account, action);
		try {
			last = await newExecution(rest, saved.id, known);
		} catch (error) {
			if (!(error instanceof HostFault)) throw error;
			const deliveries = await describeDeliveries(sandboxUrl, account);
			throw new HostFault(`${example.name}: ${error.message}\n${deliveries}`);
		}
	}
	if (last === undefined) throw new HostFault(`Nothing triggers the example ${example.name}.`);
	return last;
}

/** How to trigger an example by hand: a line for the shell, or what to do at a phone. */
export function howToTrigger({ address, body, userActions }: PublishedExample): string {
	const [first] = userActions;
	if (first !== undefined) return `Write from a phone, such as ${first.phone}: “${first.text}”`;
	const json = JSON.stringify(body).replaceAll("'", String.raw`'\''`);
	return `curl ${address} -H 'content-type: application/json' -d '${json}'`;
}
