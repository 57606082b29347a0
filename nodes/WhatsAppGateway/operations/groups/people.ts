import type { INodeProperties } from 'n8n-workflow';

import { GatewayError } from '../../core/faults';
import type { Groups } from '../../core/group';
import { readPhone, readUserId } from '../../whatsapp/phone';
import { firstOf } from '../fields/firstOf';
import { entriesOf } from '../fields/listEntries';
import { limit, readLimit, returnAll } from '../fields/listOptions';
import { fieldText } from '../fields/readText';
import type { Item, Operation } from '../operation';
import { createTask } from '../task';
import { group, groupOptions, groupsInUse, laterNotice, needOfGroups, readGroupId } from './fields';

/** What each operation needs. */
const needs = {
	link: needOfGroups('give invite links of groups'),
	remove: needOfGroups('remove people from groups'),
	joining: needOfGroups('answer requests to join a group'),
};

/** Creates an operation that gives the invite link. */
function createLinkOperation(
	verb: keyof Groups['inviteLink'],
	texts: Pick<Operation, 'value' | 'name' | 'action' | 'description'>,
): Operation {
	return {
		resource: 'group',
		...texts,
		needs: needs.link,
		fields: [group, groupOptions],
		async read(item) {
			const { groups, connection } = groupsInUse(item, needs.link);
			const id = readGroupId(item);
			return createTask(id, async () => ({
				id,
				...(await groups.inviteLink[verb](id, connection)),
			}));
		},
	};
}

/** Gets the link by which people join. */
export const getInviteLink = createLinkOperation('get', {
	value: 'getInviteLink',
	name: 'Get Invite Link',
	action: 'Get the invite link of a group',
	description: 'Get the link by which people join a group',
});

/** Makes a new link. */
export const resetInviteLink = createLinkOperation('reset', {
	value: 'resetInviteLink',
	name: 'Reset Invite Link',
	action: 'Reset the invite link of a group',
	description: 'Make a new invite link: those before it are not valid any more',
});

const participants: INodeProperties = {
	displayName: 'Participants',
	name: 'participants',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. +49 171 1234567, +1 415 555 0123',
	description:
		'Up to 8 phone numbers or user IDs, separated by commas or line breaks, or a list from an expression',
};

/** Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/groups/reference */
const maxParticipants = 8;

/** The people to remove, each once. Throws `invalidRequest`, `recipientInvalid`. */
function readParticipants({ parameter, session }: Item): string[] {
	const { defaultCountry } = session.connection.account;
	const field = participants.displayName;
	const people = entriesOf(parameter(participants.name, '')).map(
		(entry) => readUserId(entry) ?? readPhone(entry, defaultCountry, field).e164,
	);
	const unique = [...new Set(people)];
	if (unique.length > 0 && unique.length <= maxParticipants) return unique;
	throw new GatewayError(
		'invalidRequest',
		unique.length === 0
			? `The field ${field} is empty.`
			: `The field ${field} has ${unique.length} people, and WhatsApp removes at most ${maxParticipants} at once.`,
		{ hint: 'Enter the phone numbers of 1 to 8 people who are in the group.' },
	);
}

/** Removes people. */
export const removeParticipants: Operation = {
	resource: 'group',
	value: 'removeParticipants',
	name: 'Remove Participants',
	action: 'Remove participants from a group',
	description: 'Remove people from a group: they cannot join it again by its invite link',
	needs: needs.remove,
	fields: [
		laterNotice(
			'WhatsApp removes them after it has answered. Who was removed comes to the WhatsApp Gateway Trigger as the event Group Changed. They cannot join again by an invite link.',
		),
		group,
		participants,
		groupOptions,
	],
	async read(item) {
		const { groups, connection } = groupsInUse(item, needs.remove);
		const id = readGroupId(item);
		const people = readParticipants(item);
		return createTask(id, async () => {
			const { requestId, raw } = await groups.removeParticipants(id, people, connection);
			return { id, status: 'requested', requestId, participants: people, raw };
		});
	},
};

/** Lists who asks to join. */
export const getJoinRequests: Operation = {
	resource: 'group',
	value: 'getJoinRequests',
	name: 'Get Many Join Requests',
	action: 'Get many join requests of a group',
	description: 'Get many of the open requests to join a group',
	needs: needs.joining,
	fields: [group, returnAll, limit, groupOptions],
	async read(item) {
		const { groups, connection } = groupsInUse(item, needs.joining);
		const id = readGroupId(item);
		const max = readLimit(item);
		return createTask(
			null,
			async () => await firstOf(groups.joinRequests.list(id, connection), max),
		);
	},
};

const joinRequestIds: INodeProperties = {
	displayName: 'Join Request IDs',
	name: 'joinRequestIds',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. MTY0NjcwNDM1OTU6MTIwMzYzNDA0Njk0MjMzODIw',
	description:
		'From Get Many Join Requests, or groupChange.joinRequestId of the trigger: one, or several separated by commas, or a list from an expression',
};

/** The ids of the requests, each once. Throws `invalidRequest` for none. */
function readJoinRequestIds({ parameter }: Item): string[] {
	const field = joinRequestIds.displayName;
	const ids = entriesOf(parameter(joinRequestIds.name, '')).map((entry) => fieldText(entry, field));
	if (ids.length > 0) return [...new Set(ids)];
	throw new GatewayError('invalidRequest', `The field ${field} is empty.`, {
		hint: 'Enter the ID of a join request, from Get Many Join Requests or the trigger.',
	});
}

/** Creates an operation that answers join requests. */
function createDecision(
	verb: 'approve' | 'reject',
	decision: 'approved' | 'rejected',
	texts: Pick<Operation, 'value' | 'name' | 'action' | 'description'>,
): Operation {
	return {
		resource: 'group',
		...texts,
		needs: needs.joining,
		fields: [group, joinRequestIds, groupOptions],
		async read(item) {
			const { groups, connection } = groupsInUse(item, needs.joining);
			const id = readGroupId(item);
			const ids = readJoinRequestIds(item);
			return createTask(id, async () => ({
				id,
				decision,
				...(await groups.joinRequests[verb](id, ids, connection)),
			}));
		},
	};
}

/** Lets people in. */
export const approveJoinRequests = createDecision('approve', 'approved', {
	value: 'approveJoinRequests',
	name: 'Approve Join Requests',
	action: 'Approve join requests of a group',
	description: 'Let people who ask to join into a group',
});

/** Turns requests down. */
export const rejectJoinRequests = createDecision('reject', 'rejected', {
	value: 'rejectJoinRequests',
	name: 'Reject Join Requests',
	action: 'Reject join requests of a group',
	description: 'Turn down the requests of people to join a group',
});
