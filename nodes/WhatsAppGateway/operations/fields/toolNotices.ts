import type { INodeProperties } from 'n8n-workflow';

/** What the form of an agent's tool says while a field has a choice that does not suit a tool. */
function toolNotice(name: string, text: string, shown: Record<string, string[]>): INodeProperties {
	return {
		displayName: text,
		name,
		type: 'notice',
		default: '',
		displayOptions: { show: { '@tool': [true], ...shown } },
	};
}

/** Below the choice of a file's source: n8n hands a tool the model's arguments, and nothing else. */
export const toolFilesNotice = (source: string): INodeProperties =>
	toolNotice('toolFilesNotice', 'n8n gives an agent’s tool no files: choose URL.', {
		[source]: ['binary'],
	});

/** Below the choice of where the people of a broadcast come from. */
export const toolPeopleNotice = (people: string): INodeProperties =>
	toolNotice(
		'toolPeopleNotice',
		'An agent’s tool has one item in each call, and so one person. Choose List in a Field if the model is to give several.',
		{ [people]: ['items'] },
	);
