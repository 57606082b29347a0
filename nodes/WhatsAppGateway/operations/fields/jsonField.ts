import type { INodeProperties } from 'n8n-workflow';

import { GatewayError } from '../../core/faults';
import { parseGivenJson } from '../../core/givenJson';
import type { ParameterReader } from './readText';

type JsonFieldTexts = Pick<INodeProperties, 'displayName' | 'name' | 'description'> & {
	readonly placeholder: string;
};

/** A field for JSON, and how it is read: as text or, from an expression, as an object. */
export function jsonField(texts: JsonFieldTexts) {
	const field: INodeProperties = { ...texts, type: 'json', default: '{}' };
	const read = ({ parameter }: ParameterReader): unknown => {
		const value = parameter(texts.name, '') ?? '';
		if (typeof value !== 'string') return value;
		// The form starts with an empty object, because n8n marks an empty text as wrong.
		if (['', '{}'].includes(value.trim())) return null;
		const parsed = parseGivenJson(value);
		if (parsed !== undefined) return parsed;
		throw new GatewayError('invalidRequest', `The field ${texts.displayName} has no valid JSON.`, {
			hint: `Enter it as in this example: ${texts.placeholder.replace(/^e\.g\. /, '')}`,
		});
	};
	return { field, read };
}
