import type { INodeParameters } from 'n8n-workflow';

/** The node's parameters as the editor stores them. */
export function text(more: INodeParameters = {}): INodeParameters {
	return {
		resource: 'message',
		operation: 'sendText',
		to: '={{ $json.phone }}',
		text: '={{ $json.text }}',
		options: {},
		...more,
	};
}

/** Send Template with values in JSON. */
export function templateJson(
	name: string,
	values: string | object,
	more: INodeParameters = {},
): INodeParameters {
	return {
		resource: 'message',
		operation: 'sendTemplate',
		to: '={{ $json.phone }}',
		template: { __rl: true, mode: 'name', value: name },
		language: '',
		specifyPlaceholders: 'json',
		valuesJson: typeof values === 'string' ? values : JSON.stringify(values),
		options: {},
		...more,
	};
}

/** Send Template with values typed into the placeholder fields. */
export function templateFields(
	name: string,
	value: Record<string, string | null>,
	more: INodeParameters = {},
): INodeParameters {
	return {
		...templateJson(name, {}),
		template: { __rl: true, mode: 'list', value: name, cachedResultName: name },
		specifyPlaceholders: 'fields',
		placeholders: {
			mappingMode: 'defineBelow',
			value,
			matchingColumns: [],
			schema: Object.keys(value).map((id) => ({
				id,
				displayName: id,
				required: true,
				defaultMatch: false,
				display: true,
				type: 'string',
				canBeUsedToMatch: false,
				removed: false,
			})),
			attemptToConvertTypes: false,
			convertFieldsToString: true,
		},
		...more,
	};
}
