import type { INodeProperties } from 'n8n-workflow';

import { namesOfGateways } from '../../session/gatewayNames';

/** Which gateways can show people what is done with their messages. */
const marking = namesOfGateways(({ markRead }) => markRead !== undefined);

/** In seconds of quiet. */
export const collectSeconds: INodeProperties = {
	displayName: 'Collect Messages For (Seconds)',
	name: 'collectSeconds',
	type: 'number',
	typeOptions: { minValue: 0, maxValue: 30 },
	default: 5,
	description:
		'What a person writes becomes one item once the person has been quiet for so long, at the latest after four times that. Its text is that of all messages, one below the other, and “messages” lists them. A tap, an opt-out or any other event of the person starts the run at once. 3 to 8 suit most chats; 0 collects nothing.',
};

/** Joins what one poll brings. */
export const joinPolled: INodeProperties = {
	displayName: 'One Item per Person',
	name: 'joinMessages',
	type: 'boolean',
	default: false,
	description:
		'Whether the new messages of one person in a poll become one item. Its text is that of all messages, one below the other, and “messages” lists them.',
};

/** Whether people see that their messages were read. */
export const markAsRead: INodeProperties = {
	displayName: 'Mark as Read',
	name: 'markAsRead',
	type: 'boolean',
	default: false,
	description: `Whether to show people at once that their message was read, in private chats. Only with ${marking}.`,
};

/** Whether people see that an answer is being written. */
export const showTyping: INodeProperties = {
	displayName: 'Show Typing',
	name: 'showTyping',
	type: 'boolean',
	default: false,
	description: `Whether to show people at once that their message was read and that you are typing, until your next message arrives, for at most 25 seconds. Only with ${marking}.`,
};
