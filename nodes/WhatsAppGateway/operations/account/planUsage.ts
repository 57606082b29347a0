import type { IDataObject } from 'n8n-workflow';

import { options } from '../fields/options';
import { timeout } from '../fields/runOptions';
import { createNeed, requireNeed } from '../needs';
import type { Operation } from '../operation';
import { createTask } from '../task';

const needOfPlan = createNeed(
	({ plan }) => plan,
	'does not tell what the plan allows.',
	() => 'Look it up in the gateway’s dashboard.',
);

/** Lists the limits of the account's plan, with what is used of them. */
export const getPlanUsage: Operation = {
	resource: 'account',
	value: 'getUsage',
	name: 'Get Usage',
	action: 'Get usage of the plan',
	description: 'Get the limits of the account’s plan at the gateway, and how much of each is used',
	needs: needOfPlan,
	fields: [options(timeout)],
	async read({ session: { gateway, connection } }) {
		const plan = requireNeed(needOfPlan, gateway);
		return createTask(
			null,
			async () => (await plan.usage(connection)).map((one) => ({ ...one })) as IDataObject[],
		);
	},
};
