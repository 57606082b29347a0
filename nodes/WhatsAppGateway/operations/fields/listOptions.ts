import type { INodeProperties } from 'n8n-workflow';

import { readNumber, readSwitch } from '../../n8n/readOption';
import type { ParameterReader } from './readText';

/** For operations that list. */
export const returnAll: INodeProperties = {
	displayName: 'Return All',
	name: 'returnAll',
	type: 'boolean',
	default: false,
	description: 'Whether to return all results or only up to a given limit',
};

/** For operations that list. */
export const limit: INodeProperties = {
	displayName: 'Limit',
	name: 'limit',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 50,
	displayOptions: { show: { returnAll: [false] } },
	description: 'Max number of results to return',
};

/** Reads how many results to return; `Infinity` for all. Throws `invalidRequest`. */
export function readLimit({ parameter }: ParameterReader): number {
	return readSwitch(parameter('returnAll', false), returnAll)
		? Infinity
		: readNumber(parameter('limit', limit.default), limit);
}
