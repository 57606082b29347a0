import type { INodeProperties } from 'n8n-workflow';

import { GatewayError } from '../../core/faults';
import type { GroupSettings, JoinApprovalMode, NewGroup } from '../../core/group';
import { asObject } from '../../core/narrow';
import { readChoice } from '../../n8n/readOption';
import { realType } from '../../whatsapp/fileType';
import { checkLength } from '../../whatsapp/limits';
import { mediaType } from '../../whatsapp/media';
import { refuse } from '../../whatsapp/shape';
import { fieldText, requireText } from '../fields/readText';
import type { Item, ItemFile } from '../operation';

const shorten = 'Shorten it by {excess}.';

/** Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/groups/reference */
const limits = {
	subject: { field: 'Subject', maxCharacters: 128, hint: shorten },
	description: { field: 'Description', maxCharacters: 2048, hint: shorten },
} as const;

/** What the group is called. */
export const subject: INodeProperties = {
	displayName: 'Subject',
	name: 'subject',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. Tour of 12 June',
	description: 'The name of the group, up to 128 characters',
};

const description: INodeProperties = {
	displayName: 'Description',
	name: 'description',
	type: 'string',
	typeOptions: { rows: 3 },
	default: '',
	description: 'What the group is about, up to 2048 characters',
};

const joinApproval: INodeProperties = {
	displayName: 'Joining',
	name: 'joinApprovalMode',
	type: 'options',
	options: [
		{
			name: 'By Link Alone',
			value: 'auto_approve',
			description: 'Whoever follows the invite link is in the group',
		},
		{
			name: 'After Approval',
			value: 'approval_required',
			description: 'Whoever follows the invite link asks to join, and you approve or reject it',
		},
	],
	default: 'auto_approve',
	description: 'How people join. It cannot be changed later.',
};

/** What a new group may have beside its subject. */
export const newGroupFields: INodeProperties = {
	displayName: 'Additional Fields',
	name: 'groupFields',
	type: 'collection',
	placeholder: 'Add field',
	default: {},
	options: [description, joinApproval],
};

function readDescription(value: unknown): string {
	const text = fieldText(value, description.displayName);
	checkLength(text, limits.description);
	return text;
}

/** Reads a new group. Throws `invalidRequest`. */
export function readNewGroup(item: Item): NewGroup {
	const name = requireText(item, subject.name, subject.displayName, 'Give the group a name.');
	checkLength(name, limits.subject);
	const given = asObject(item.parameter(newGroupFields.name, {}));
	const words = readDescription(given[description.name]);
	const mode = readChoice(given[joinApproval.name], joinApproval);
	return {
		subject: name,
		...(words !== '' && { description: words }),
		joinApprovalMode: mode as JoinApprovalMode,
	};
}

const picture: INodeProperties = {
	displayName: 'Picture (Input Binary Field)',
	name: 'picture',
	type: 'string',
	default: '',
	placeholder: 'e.g. data',
	description:
		'The name of the input field containing the picture: a square JPEG of at least 192 × 192 pixels and up to 5 MB',
};

/** What is changed of a group. */
export const changedGroupFields: INodeProperties = {
	displayName: 'Update Fields',
	name: 'groupFields',
	type: 'collection',
	placeholder: 'Add field',
	default: {},
	description: 'What to change. A field that is empty stays as it is.',
	options: [description, picture, { ...subject, required: false }],
};

const maxPictureBytes = 5 * 1024 * 1024;

/** Refuses what certainly is no picture for a group. Throws `mediaRejected`. */
function checkPicture({ data, mimeType, name }: ItemFile): void {
	const type = realType(mediaType(mimeType), name, data) ?? 'unknown';
	if (type === 'image/jpeg' && data.length <= maxPictureBytes) return;
	throw new GatewayError(
		'mediaRejected',
		type === 'image/jpeg'
			? 'The picture is larger than 5 MB.'
			: `The picture of a group must be a JPEG, and this one has the type ${type}.`,
		{ hint: 'Use a square JPEG of at least 192 × 192 pixels and up to 5 MB.' },
	);
}

/** Reads what is changed. Throws `invalidRequest` where that is nothing, and `mediaRejected`. */
export async function readSettings(item: Item): Promise<GroupSettings> {
	const given = asObject(item.parameter(changedGroupFields.name, {}));
	const name = fieldText(given[subject.name], subject.displayName);
	checkLength(name, limits.subject);
	const words = readDescription(given[description.name]);
	const field = fieldText(given[picture.name], picture.displayName);
	const file = field === '' ? undefined : await item.file(field);
	if (file !== undefined) checkPicture(file);
	if (name === '' && words === '' && file === undefined) {
		refuse('Nothing of the group is changed.', 'Add a field and fill it in.');
	}
	return {
		...(name !== '' && { subject: name }),
		...(words !== '' && { description: words }),
		...(file !== undefined && { picture: { data: file.data, name: file.name } }),
	};
}
