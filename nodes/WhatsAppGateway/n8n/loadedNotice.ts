import type { INodeProperties } from 'n8n-workflow';

/** A notice of the form whose text a method of the node loads. */
interface LoadedNotice {
	readonly displayName: string;
	readonly name: string;
	/** The method under `resourceMapping`, which gives no fields and the text as `emptyFieldsNotice`. */
	readonly method: string;
	/** What n8n says that it fetches, until the text is there. */
	readonly fetched: string;
	/** The fields whose changes load it anew; left out for none. */
	readonly dependsOn?: string[];
}

/**
 * A mapper without fields: n8n has no other text that a form asks a node for. Where the text is empty, nothing is
 * shown, but n8n keeps the last one that was not.
 */
export function loadedNotice(notice: LoadedNotice): INodeProperties {
	const { displayName, name, method, fetched, dependsOn } = notice;
	return {
		displayName,
		name,
		type: 'resourceMapper',
		noDataExpression: true,
		default: { mappingMode: 'defineBelow', value: null },
		typeOptions: {
			...(dependsOn !== undefined && { loadOptionsDependsOn: dependsOn }),
			resourceMapper: {
				resourceMapperMethod: method,
				mode: 'add',
				fieldWords: { singular: fetched, plural: fetched },
				supportAutoMap: false,
			},
		},
	};
}
