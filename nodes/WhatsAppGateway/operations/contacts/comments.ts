import type { INodeProperties } from 'n8n-workflow';

import type { CommentReference, CommentRules } from '../../core/contact';
import { GatewayError } from '../../core/faults';
import type { Gateway } from '../../core/gateway';
import { orList } from '../../core/orList';
import { gateways } from '../../gateways';
import { namesOfGateways } from '../../session/gatewayNames';
import { countCodePoints } from '../../whatsapp/limits';
import { createOnce } from '../createOnce';
import { options } from '../fields/options';
import { fieldText, requireText, requireWords } from '../fields/readText';
import { timeout } from '../fields/runOptions';
import { createNeed, requireNeed } from '../needs';
import type { Item, Operation } from '../operation';
import { createTask } from '../task';
import { contactPhone, readContactPhone } from './fields';

const noComments = ['has no comments about a person.', () => 'Keep the note in your CRM.'] as const;

const fixedComments = [
	'neither changes nor deletes a comment about a person.',
	({ contacts }: Gateway) =>
		contacts?.addComment === undefined
			? 'Keep the note in your CRM.'
			: 'Write another comment with Contact: Add Comment.',
] as const;

/** What each operation needs. */
const needs = {
	addComment: createNeed(({ contacts }) => contacts?.addComment, ...noComments),
	listComments: createNeed(({ contacts }) => contacts?.listComments, ...noComments),
	updateComment: createNeed(({ contacts }) => contacts?.updateComment, ...fixedComments),
	removeComment: createNeed(({ contacts }) => contacts?.removeComment, ...fixedComments),
};

/** The gateways whose comments follow a rule, by name. */
function takes(isRule: (rules: CommentRules) => boolean): string {
	return namesOfGateways(
		({ contacts }) => contacts?.commentRules !== undefined && isRule(contacts.commentRules),
	);
}

/** How long a comment can be at the gateways that can do this and name a limit, as a part of a sentence. */
function describeLengths(method: 'addComment' | 'updateComment'): string {
	const limits = gateways.flatMap(({ name, contacts }) => {
		const { maxLength = Infinity } = contacts?.commentRules ?? {};
		const isLimited = contacts?.[method] !== undefined && maxLength !== Infinity;
		return isLimited ? [`${maxLength} characters with ${name}`] : [];
	});
	return limits.length === 0 ? '' : `, up to ${orList(limits)}`;
}

const person: INodeProperties = {
	...contactPhone,
	description: 'The phone number of the person, with whom there is a chat',
};

const commentText = (method: 'addComment' | 'updateComment'): INodeProperties => ({
	displayName: 'Comment',
	name: 'comment',
	type: 'string',
	typeOptions: { rows: 3 },
	required: true,
	default: '',
	placeholder: 'e.g. Called back, wants an offer',
	description: `What colleagues read in the chat${describeLengths(method)}. The person does not see it.`,
});

const comment = commentText('addComment');

const commentId: INodeProperties = {
	displayName: 'Comment ID',
	name: 'commentId',
	type: 'string',
	required: true,
	default: '',
	description: 'The ID of the comment, as Get Comments outputs it',
};

const label: INodeProperties = {
	displayName: 'Label',
	name: 'label',
	type: 'string',
	default: '',
	placeholder: 'e.g. Call',
	description: `A short word for the comment, up to 255 characters. Only with ${takes(({ hasLabels }) => hasLabels)}.`,
};

const aboutMessage: INodeProperties = {
	displayName: 'About Message',
	name: 'aboutMessage',
	type: 'string',
	default: '',
	placeholder: 'e.g. wamid.HBgL…',
	description: `The message that the comment is about: whatsappMessageId from the trigger or from the output of Send. Only with ${takes(({ namesMessages }) => namesMessages)}.`,
};

/** Of a gateway that names none. */
const noRules: CommentRules = { maxLength: Infinity, hasLabels: true, namesMessages: true };

/** Throws `invalidRequest` for none, and for more characters than the gateway takes. */
function readComment(item: Item, { maxLength }: CommentRules): string {
	const text = requireWords(item, comment.name, comment.displayName, 'Enter what to note.');
	const length = countCodePoints(text);
	if (length <= maxLength) return text;
	throw new GatewayError(
		'invalidRequest',
		`Comment has ${length} characters, and ${maxLength} are the most.`,
		{ hint: 'Shorten it, or write several comments.' },
	);
}

/** Throws `unsupported` where notes have no labels. */
function readCommentLabel(item: Item, { hasLabels }: CommentRules): string | null {
	const text = fieldText(item.options[label.name], label.displayName) || null;
	if (text === null || hasLabels) return text;
	const { name } = item.session.gateway;
	throw new GatewayError('unsupported', `Comments have no label at ${name}.`, {
		hint: 'Remove the option Label, or write it into the comment.',
	});
}

/** Throws `unsupported` where notes name no message. */
function readAbout(item: Item, { namesMessages }: CommentRules): string | null {
	const id = fieldText(item.options[aboutMessage.name], aboutMessage.displayName) || null;
	if (id === null || namesMessages) return id;
	const { name } = item.session.gateway;
	throw new GatewayError('unsupported', `Comments name no message at ${name}.`, {
		hint: 'Remove the option About Message, or write into the comment what it is about.',
	});
}

/** Writes a comment into the chat with a person. */
export const addComment: Operation = {
	resource: 'contact',
	value: 'addComment',
	name: 'Add Comment',
	action: 'Add a comment to a contact',
	description: 'Write an internal note into the chat with a person, who does not see it',
	needs: needs.addComment,
	fields: [person, comment, options(aboutMessage, label, timeout)],
	async read(item) {
		const add = requireNeed(needs.addComment, item.session.gateway);
		const rules = item.session.gateway.contacts?.commentRules ?? noRules;
		const phone = readContactPhone(item.parameter(person.name, ''), item);
		const written = {
			text: readComment(item, rules),
			label: readCommentLabel(item, rules),
			aboutMessageId: readAbout(item, rules),
		};
		return createOnce(
			item,
			{
				...{ what: 'the comment', look: 'with Contact: Get Comments' },
				...{ recipient: phone, words: written },
				known: { id: null, ...written, at: null, raw: null },
			},
			async (connection) => await add(phone, written, connection),
		);
	},
};

/** Reads the comments in the chat with a person. */
export const getComments: Operation = {
	resource: 'contact',
	value: 'getComments',
	name: 'Get Comments',
	action: 'Get the comments of a contact',
	description: 'Get the internal notes in the chat with a person, newest first',
	needs: needs.listComments,
	fields: [person, options(timeout)],
	async read(item) {
		const list = requireNeed(needs.listComments, item.session.gateway);
		const { connection } = item.session;
		const phone = readContactPhone(item.parameter(person.name, ''), item);
		return createTask(phone, async () => await list(phone, connection));
	},
};

/** Reads which comment is meant. Throws `recipientInvalid`, and `invalidRequest` where it is empty. */
function readCommentReference(item: Item): CommentReference {
	const hint = 'Enter the ID of the comment, as Get Comments outputs it.';
	return {
		phone: readContactPhone(item.parameter(person.name, ''), item),
		id: requireText(item, commentId.name, commentId.displayName, hint),
	};
}

/** Replaces the text of a comment. */
export const updateComment: Operation = {
	resource: 'contact',
	value: 'updateComment',
	name: 'Update Comment',
	action: 'Update a comment of a contact',
	description: 'Replace the text of an internal note about a person',
	needs: needs.updateComment,
	fields: [person, commentId, commentText('updateComment'), options(timeout)],
	async read(item) {
		const update = requireNeed(needs.updateComment, item.session.gateway);
		const { connection, gateway } = item.session;
		const reference = readCommentReference(item);
		const text = readComment(item, gateway.contacts?.commentRules ?? noRules);
		return createTask(reference.phone, async () => await update(reference, text, connection));
	},
};

/** Deletes a comment. */
export const deleteComment: Operation = {
	resource: 'contact',
	value: 'deleteComment',
	name: 'Delete Comment',
	action: 'Delete a comment of a contact',
	description: 'Delete an internal note about a person permanently',
	needs: needs.removeComment,
	fields: [person, commentId, options(timeout)],
	async read(item) {
		const remove = requireNeed(needs.removeComment, item.session.gateway);
		const { connection } = item.session;
		const reference = readCommentReference(item);
		return createTask(reference.phone, async () => {
			await remove(reference, connection);
			return { deleted: true, id: reference.id };
		});
	},
};
