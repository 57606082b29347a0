import {
	accountPayload,
	change,
	type Json,
	messagePayload,
	type MetaPayload,
	payloadOf,
	quiet,
	silent,
	stamp,
	valueOf,
} from './envelope';

const group = 'Y2FwaV9ncm91cDoxNTU1MDEwMDEwMDoxMjAzNjM0MDQ2OTQyMzM4MjAZD';

const statuses = (...rows: readonly Json[]) =>
	payloadOf(change('messages', valueOf({ statuses: rows })));

const status = (status: string, more: Json) => ({
	...stamp('wamid.GROUP'),
	status,
	recipient_id: group,
	recipient_type: 'group',
	...more,
});

const groupUpdate = (field: string, row: Json) =>
	accountPayload(
		field,
		valueOf({ groups: [{ ...stamp(), id: undefined, group_id: group, ...row }] }),
	);

const receipts = {
	id: 'wamid.GROUP-A',
	timestamp: '1795170000',
	status: 'delivered',
	recipient_id: group,
	recipient_type: 'group',
};

/** What happens in groups. No run starts by default: an answer would go to a member's private chat. */
export const groupPayloads: readonly MetaPayload[] = [
	silent('text in a group', 'message', {
		group_id: group,
		type: 'text',
		text: { body: 'What do you all think?' },
	}),
	silent('image in a group', 'message', {
		group_id: group,
		type: 'image',
		image: { id: '1', mime_type: 'image/jpeg' },
	}),
	silent(
		'text in a group of a person who hides the number',
		'message',
		{ group_id: group, type: 'text', text: { body: 'Me too' } },
		'hidden',
	),
	silent('tapped button in a group', 'reply', {
		group_id: group,
		type: 'interactive',
		interactive: { type: 'button_reply', button_reply: { id: 'a', title: 'A' } },
	}),
	silent('reaction in a group', 'reaction', {
		group_id: group,
		type: 'reaction',
		reaction: { message_id: 'wamid.GROUP1', emoji: '🎉' },
	}),
	silent('edited text in a group', 'edited', {
		group_id: group,
		type: 'edit',
		edit: {
			original_message_id: 'wamid.G1',
			message: { type: 'text', text: { body: 'Better so' } },
		},
	}),
	silent('deleted message in a group', 'deleted', {
		group_id: group,
		type: 'revoke',
		revoke: { original_message_id: 'wamid.G2' },
	}),
	silent('unsupported in a group', 'other', {
		group_id: group,
		type: 'unsupported',
		errors: [{ code: 131051 }],
	}),
	quiet('sent to a group', 'status', statuses(status('sent', {}))),
	quiet(
		'three members received it',
		'status status status',
		statuses(
			{
				...receipts,
				recipient_participant_id: '14155550123',
				recipient_participant_user_id: 'US.1',
			},
			{ ...receipts, recipient_participant_id: '491713920012' },
			{ ...receipts, recipient_participant_user_id: 'US.13491208655302741918' },
		),
	),
	quiet(
		'a member read it',
		'status',
		statuses(status('read', { participant_recipient_id: '14155550123' })),
	),
	quiet(
		'two members read it at once',
		'status status',
		statuses(
			{ ...receipts, status: 'read', participant_recipient_id: '14155550123' },
			{ ...receipts, status: 'read', participant_recipient_id: '491713920012' },
		),
	),
	quiet(
		'not delivered to a group',
		'status',
		statuses(status('failed', { errors: [{ code: 131000, title: 'Something went wrong' }] })),
	),
	quiet(
		'group created',
		'groupChange',
		groupUpdate('group_lifecycle_update', {
			type: 'group_create',
			subject: 'Tour',
			invite_link: 'https://chat.whatsapp.com/x',
		}),
	),
	quiet(
		'group deleted',
		'groupChange',
		groupUpdate('group_lifecycle_update', { type: 'group_delete' }),
	),
	quiet(
		'member joined',
		'groupChange',
		groupUpdate('group_participants_update', {
			type: 'group_participants_add',
			added_participants: [{ wa_id: '14155550123' }],
		}),
	),
	quiet(
		'member asks to join',
		'groupChange',
		groupUpdate('group_participants_update', {
			type: 'group_join_request_created',
			join_request_id: 'j1',
			wa_id: '14155550123',
		}),
	),
	quiet(
		'group renamed',
		'groupChange',
		groupUpdate('group_settings_update', {
			type: 'group_settings_update',
			group_subject: { text: 'Tour 2', update_successful: true },
		}),
	),
	quiet(
		'member asks no more to join',
		'groupChange',
		groupUpdate('group_participants_update', {
			type: 'group_join_request_revoked',
			join_request_id: 'j1',
			user_id: 'US.13491208655302741918',
			username: '@ben',
		}),
	),
	quiet(
		'two members removed, and one not',
		'groupChange',
		groupUpdate('group_participants_update', {
			type: 'group_participants_remove',
			request_id: 'R1',
			initiated_by: 'business',
			removed_participants: [{ input: '+14155550123' }, { input: 'US.13491208655302741918' }],
			failed_participants: [
				{ input: '+491713920012', errors: [{ code: 131212, title: 'Not in the group' }] },
			],
			errors: [{ code: 131201, title: 'Not All Participants Remove Succeeded' }],
		}),
	),
	quiet(
		'group not created',
		'groupChange',
		groupUpdate('group_lifecycle_update', {
			type: 'group_create',
			subject: 'Tour',
			request_id: 'R2',
			errors: [{ code: 131211, message: 'Group create limit reached', title: 'Limit' }],
		}),
	),
	quiet(
		'group suspended',
		'groupChange',
		groupUpdate('group_status_update', { type: 'group_suspend' }),
	),
	quiet(
		'message to a group, in a field of its own',
		'other',
		messagePayload(
			{ group_id: group, type: 'text', text: { body: 'Later' } },
			'ben',
			'group_messages',
		),
	),
];
