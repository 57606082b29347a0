import {
	accountPayload,
	change,
	type Json,
	type MetaPayload,
	payloadOf,
	profiles,
	quiet,
	stamp,
	valueOf,
} from './envelope';

const echo = (more: Json) => ({
	from: '15550100100',
	to: '14155550123',
	...stamp('wamid.APP'),
	...more,
});
const echoes = (field: string, ...rows: readonly Json[]) =>
	payloadOf(change(field, valueOf({ message_echoes: rows })));
const one = (name: string, more: Json) =>
	quiet(name, 'echo', echoes('smb_message_echoes', echo(more)));

const history = (more: Json) =>
	accountPayload(
		'history',
		valueOf({ history: [{ metadata: { phase: 0, chunk_order: 1, progress: 55 }, ...more }] }),
	);

const text = (body: string) => ({ type: 'text', text: { body } });

/** What is written in the WhatsApp Business app on the same number, and its old messages. */
export const echoPayloads: readonly MetaPayload[] = [
	one('colleague wrote', text('I take over here')),
	one('colleague sent a file', {
		type: 'image',
		image: { id: '77', mime_type: 'image/jpeg', caption: 'The new one' },
	}),
	one('colleague sent a document', {
		type: 'document',
		document: { id: '78', mime_type: 'application/pdf', filename: 'offer.pdf' },
	}),
	one('colleague sent a place', { type: 'location', location: { latitude: 1, longitude: 2 } }),
	one('colleague reacted', {
		type: 'reaction',
		reaction: { message_id: 'wamid.IN1', emoji: '🙂' },
	}),
	one('colleague edited', {
		type: 'edit',
		edit: { original_message_id: 'wamid.APP1', message: text('I take over') },
	}),
	one('colleague edited a caption', {
		type: 'edit',
		edit: {
			original_message_id: 'wamid.APP2',
			message: { type: 'image', image: { caption: 'New' } },
		},
	}),
	one('colleague deleted', { type: 'revoke', revoke: { original_message_id: 'wamid.APP1' } }),
	one('colleague wrote to a person who hides the number', {
		to: undefined,
		to_user_id: 'US.13491208655302741918',
		...text('Hello Carla'),
	}),
	quiet(
		'colleague wrote twice',
		'echo echo',
		echoes('smb_message_echoes', echo(text('One')), echo(text('Two'))),
	),
	quiet(
		'echo in the field of other products',
		'echo',
		echoes('message_echoes', echo(text('From elsewhere'))),
	),
	quiet(
		'old messages of two chats',
		'echo echo echo',
		history({
			threads: [
				{
					id: '14155550123',
					messages: [
						{
							from: '14155550123',
							...stamp('wamid.OLD'),
							...text('Are you open?'),
							history_context: { status: 'READ' },
						},
						{
							from: '15550100100',
							to: '14155550123',
							...stamp('wamid.OLD'),
							...text('Until six.'),
							history_context: { status: 'DELIVERED' },
						},
					],
				},
				{
					id: '491713920012',
					messages: [
						{
							from: '491713920012',
							...stamp('wamid.OLD'),
							type: 'media_placeholder',
							history_context: { status: 'READ' },
						},
					],
				},
			],
		}),
	),
	quiet(
		'old file',
		'echo',
		accountPayload(
			'history',
			valueOf({
				contacts: [profiles.anna],
				messages: [
					{
						from: '491713920012',
						...stamp('wamid.OLD'),
						type: 'image',
						image: { id: '5', mime_type: 'image/jpeg' },
					},
				],
			}),
		),
	),
	quiet(
		'old messages not shared',
		'other',
		history({ errors: [{ code: 2593109, title: 'History sync is turned off' }] }),
	),
	quiet('old messages, an empty part', 'other', history({ threads: [] })),
	quiet(
		'address book of the app',
		'other',
		accountPayload(
			'smb_app_state_sync',
			valueOf({
				state_sync: [
					{
						type: 'contact',
						contact: { full_name: 'Ben', phone_number: '14155550123' },
						action: 'add',
						metadata: { timestamp: '1795170000' },
					},
				],
			}),
		),
	),
];
