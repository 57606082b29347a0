import type { INodeProperties } from 'n8n-workflow';

import { GatewayError } from '../../core/faults';
import type { LeadQuery, Leads } from '../../core/lead';
import { asObject } from '../../core/narrow';
import { rethrow } from '../../core/rethrow';
import { readNumber, readSwitch } from '../../n8n/readOption';
import { options } from '../fields/options';
import { fieldText, fieldTexts, requireText } from '../fields/readText';
import { timeout } from '../fields/runOptions';
import { requireNeed } from '../needs';
import type { Item, Operation } from '../operation';
import { createTask } from '../task';
import { needOfLeads } from './fields';
import { filterFields, leadFilters, readLeadQuery } from './list';

const fromStatus: INodeProperties = {
	displayName: 'From Status',
	name: 'fromStatus',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. new, contacted',
	description:
		'The statuses of the leads to change, as Get Many Fields lists them; several are separated by commas',
};

const newStatus: INodeProperties = {
	displayName: 'New Status',
	name: 'newStatus',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. lost',
	description: 'One of the choices of the field status, as Get Many Fields lists them',
};

const dryRun: INodeProperties = {
	displayName: 'Dry Run',
	name: 'dryRun',
	type: 'boolean',
	default: false,
	description: 'Whether to count the leads that would change, and change none',
};

const maxLeads: INodeProperties = {
	displayName: 'Max Leads',
	name: 'maxLeads',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 1000,
	description: 'If more leads than this would change, none does: the change cannot be taken back',
};

/** What to change, as the item says. */
interface Wanted {
	readonly query: LeadQuery & { readonly status: string };
	readonly newStatus: string;
	readonly isDry: boolean;
	readonly max: number;
}

/** Reads the statuses, separated by commas. Throws `invalidRequest` for none. */
function readFromStatus(item: Item): string {
	const { name, displayName } = fromStatus;
	const hint = 'Enter the status of the leads to change: never do all leads change.';
	requireText(item, name, displayName, hint);
	const statuses = fieldTexts(item.parameter(name, ''), displayName);
	if (statuses.length > 0) return statuses.join(',');
	throw new GatewayError('invalidRequest', `The field ${displayName} names no status.`, { hint });
}

/** Refuses a filter that was added and holds nothing, as where an expression finds nothing. */
function checkFilters(item: Item): void {
	const given = asObject(item.parameter(leadFilters.name, {}));
	for (const { name, displayName } of filterFields) {
		if (!Object.hasOwn(given, name) || fieldText(given[name], displayName) !== '') continue;
		throw new GatewayError(
			'invalidRequest',
			`The filter ${displayName} is empty, and without it more leads would change.`,
			{
				hint: 'Fill it in, or remove it; if it holds an expression, look at what it gives for this item.',
			},
		);
	}
}

/** Throws `invalidRequest`. */
function readWanted(item: Item): Wanted {
	checkFilters(item);
	return {
		query: { ...readLeadQuery(item), status: readFromStatus(item) },
		newStatus: requireText(item, newStatus.name, newStatus.displayName, 'Enter the new status.'),
		isDry: readSwitch(item.parameter(dryRun.name, dryRun.default), dryRun),
		max: readNumber(item.options[maxLeads.name], maxLeads),
	};
}

/** What is open after a change without an answer is the leads, not a message. */
function withOpenCount(error: unknown, count: number, gateway: string): unknown {
	if (!(error instanceof GatewayError) || error.sent !== 'unknown') return error;
	return new GatewayError(
		'unknownOutcome',
		`${gateway} did not confirm the change, so it is not known how many of ${count} leads have changed.`,
		{
			...error.details,
			hint: 'Look with Get Many which leads have the new status. Running the item again changes only those that still have the old one.',
		},
	);
}

/**
 * Counts the leads first, and changes no more than these: some may have come between.
 *
 * @throws GatewayError `invalidRequest` where there are more than the item allows, `unknownOutcome` where no
 * answer to the change came
 */
async function change(
	{ changeStatus }: Pick<Leads, 'changeStatus'>,
	{ query, newStatus: status, isDry, max }: Wanted,
	{ connection, gateway }: Item['session'],
) {
	const common = { dryRun: isDry, fromStatus: query.status, newStatus: status };
	const asked = { query, newStatus: status };
	const counted = await changeStatus({ ...asked, max: null }, connection);
	const result = { ...common, matched: counted.count, changed: 0, raw: counted.raw };
	if (isDry || counted.count === 0) return result;
	if (counted.count > max) {
		throw new GatewayError(
			'invalidRequest',
			`${counted.count} leads would change, and Max Leads is ${max}: none has changed.`,
			{ hint: 'Narrow the filters, or raise the option Max Leads if all of them are meant.' },
		);
	}
	const { count, raw } = await changeStatus({ ...asked, max: counted.count }, connection).catch(
		(error: unknown) => rethrow(withOpenCount(error, counted.count, gateway.name)),
	);
	return { ...result, changed: count, raw };
}

/** Changes the status of all leads that match. */
export const changeLeadStatus: Operation = {
	resource: 'lead',
	value: 'changeStatus',
	name: 'Change Status of Many',
	action: 'Change the status of many leads',
	description: 'Change the status of all leads that have another one, once for each item',
	needs: needOfLeads,
	fields: [fromStatus, newStatus, leadFilters, dryRun, options(maxLeads, timeout)],
	async read(item) {
		const leads = requireNeed(needOfLeads, item.session.gateway);
		const wanted = readWanted(item);
		// One item after the other: what one changes, the next may change further.
		return createTask('all leads', async () => await change(leads, wanted, item.session));
	},
};
