import type { Operation } from '../operation';
import { checkNumber } from './checkNumber';
import { createLink, deleteLink, getLinks, updateLink } from './messageLinks';
import {
	getBusinessNumber,
	getBusinessNumbers,
	getChatComponents,
	setChatComponents,
} from './numbers';
import { getProfile, updateProfile } from './profile';

/** Every operation on the account's own numbers, with their profile and links, in the order of the form. */
export const businessNumberOperations: readonly Operation[] = [
	getProfile,
	updateProfile,
	createLink,
	deleteLink,
	getLinks,
	updateLink,
	checkNumber,
	getBusinessNumber,
	getBusinessNumbers,
	getChatComponents,
	setChatComponents,
];
