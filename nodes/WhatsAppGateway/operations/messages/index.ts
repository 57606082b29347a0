import type { Operation } from '../operation';
import { getBroadcasts } from './getBroadcasts';
import { getMessages } from './getMessages';
import { sendAndWait } from './sendAndWait';
import { sendBroadcast } from './sendBroadcast';
import { sendContactCard } from './sendContactCard';
import { sendInteractive } from './sendInteractive';
import { sendLocation } from './sendLocation';
import { sendMedia } from './sendMedia';
import { sendRaw } from './sendRaw';
import { sendReaction } from './sendReaction';
import { sendTemplate } from './sendTemplate';
import { sendText } from './sendText';
import { sendToMany } from './sendToMany';
import { getStatus, markAsRead } from './status';

/** Every operation on messages, in the order of the form. */
export const messageOperations: readonly Operation[] = [
	getMessages,
	getBroadcasts,
	getStatus,
	markAsRead,
	sendAndWait,
	sendBroadcast,
	sendContactCard,
	sendInteractive,
	sendLocation,
	sendMedia,
	sendRaw,
	sendReaction,
	sendTemplate,
	sendText,
	sendToMany,
];
