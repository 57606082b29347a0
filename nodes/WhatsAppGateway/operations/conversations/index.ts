import type { Operation } from '../operation';
import {
	assignConversation,
	getConversations,
	resumeAi,
	unassignConversation,
	updateConversation,
} from './manage';

/** Every operation on conversations, in the order of the form. */
export const conversationOperations: readonly Operation[] = [
	assignConversation,
	getConversations,
	resumeAi,
	unassignConversation,
	updateConversation,
];
