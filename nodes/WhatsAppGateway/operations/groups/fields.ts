import type { INodeProperties } from 'n8n-workflow';

import type { Groups } from '../../core/group';
import type { Need } from '../../core/need';
import { toGroup, groupIdOf } from '../../core/recipient';
import type { Connection } from '../../core/request';
import { picker } from '../../n8n/picker';
import { refuse } from '../../whatsapp/shape';
import { numberOptions } from '../businessNumbers/numberInUse';
import { options } from '../fields/options';
import { requireText } from '../fields/readText';
import { timeout } from '../fields/runOptions';
import { readSenderOverrides } from '../fields/senderOptions';
import { createNeed, requireNeed } from '../needs';
import type { Item } from '../operation';

/** The group that an operation is about. */
export const group = picker({
	displayName: 'Group',
	name: 'group',
	description:
		'A group that this number has made. By ID: from Get Many, or the trigger’s field group.',
	list: 'groups',
	typed: {
		displayName: 'By ID',
		name: 'id',
		placeholder: 'e.g. Y2FwaV9ncm91cDoxNzA1NTU1MDEzOToxMjAzNjM0MDQ2OTQyMzM4MjAZD',
	},
});

/** What stands above a request whose result comes later. */
export function laterNotice(text: string): INodeProperties {
	return { displayName: text, name: 'laterNotice', type: 'notice', default: '' };
}

/** The options of every operation on groups: which number is meant, and how long it may take. */
export const groupOptions: INodeProperties = options(timeout, ...numberOptions);

/** To do something with groups. `action` completes “The gateway cannot …”. */
export function needOfGroups(action: string): Need<Groups> {
	return createNeed(
		({ groups }) => groups,
		`cannot ${action}.`,
		() => 'Do it in WhatsApp on a phone.',
	);
}

/** What a gateway can do with groups, and the connection to the number that is meant. */
export interface GroupsInUse {
	readonly groups: Groups;
	readonly connection: Connection;
}

/** The groups of an item’s number. Throws `unsupported` where the gateway has none. */
export function groupsInUse({ session, options: given }: Item, need: Need<Groups>): GroupsInUse {
	const { gateway, connectionOf } = session;
	const groups = requireNeed(need, gateway);
	return { groups, connection: connectionOf(readSenderOverrides(given, gateway)) };
}

/**
 * What everything else at Meta is named by: whom the token belongs to, and with digits a number, a file, a Flow. At the
 * address of a group, they would be read, changed or deleted in its place.
 */
const otherThanGroups = /^(?:me|\+?\d+)$/i;

/** The id of an item’s group. Throws `invalidRequest` for none, and for that of something else. */
export function readGroupId(item: Item): string {
	const hint = 'Select a group in the list, or enter its ID.';
	const text = requireText(item, group.name, group.displayName, hint);
	const recipient = toGroup(text);
	const id = recipient === null ? text : groupIdOf(recipient);
	return otherThanGroups.test(id)
		? refuse(`“${id.slice(0, 40)}” is not the ID of a group.`, hint)
		: id;
}
