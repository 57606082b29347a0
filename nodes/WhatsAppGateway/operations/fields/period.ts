import type { INodeProperties } from 'n8n-workflow';

import { refuse } from '../../whatsapp/shape';
import type { Item } from '../operation';
import { readMoment } from './readMoment';

const dayMs = 86_400_000;

/** Days that are looked at where no start is given. */
const defaultDays = 30;

/** The first day. */
export const startDate: INodeProperties = {
	displayName: 'Start Date',
	name: 'startDate',
	type: 'dateTime',
	default: '',
	description: 'The first day, at most 90 days ago. If it is empty, 30 days before the last day.',
};

/** The last day. */
export const endDate: INodeProperties = {
	displayName: 'End Date',
	name: 'endDate',
	type: 'dateTime',
	default: '',
	description: 'The last day. If it is empty, today.',
};

/**
 * Reads from when until when figures are wanted.
 *
 * @param maxDays what WhatsApp keeps of the past
 * @throws GatewayError `invalidRequest` for no date, a start after the end, and one that is too early
 */
export function readPeriod(
	item: Item,
	maxDays: number,
): { readonly from: Date; readonly to: Date } {
	const read = (field: INodeProperties) => readMoment(item.parameter(field.name, ''), field, item);
	const to = read(endDate) ?? new Date();
	const from = read(startDate) ?? new Date(to.getTime() - defaultDays * dayMs);
	if (from >= to) refuse('The start date is not before the end date.', 'Correct one of them.');
	if (Date.now() - from.getTime() > (maxDays + 1) * dayMs) {
		refuse(
			`The start date is more than ${maxDays} days ago.`,
			`Choose a later one: WhatsApp keeps ${maxDays} days.`,
		);
	}
	return { from, to };
}
