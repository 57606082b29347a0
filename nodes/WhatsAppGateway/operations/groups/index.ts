import type { Operation } from '../operation';
import { createGroup, deleteGroup, getGroup, getGroups, updateGroup } from './manage';
import {
	approveJoinRequests,
	getInviteLink,
	getJoinRequests,
	rejectJoinRequests,
	removeParticipants,
	resetInviteLink,
} from './people';

/** Every operation on groups, in the order of the form. */
export const groupOperations: readonly Operation[] = [
	approveJoinRequests,
	createGroup,
	deleteGroup,
	getGroup,
	getInviteLink,
	getGroups,
	getJoinRequests,
	rejectJoinRequests,
	removeParticipants,
	resetInviteLink,
	updateGroup,
];
