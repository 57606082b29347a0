import type { ChangeableList } from '../../../nodes/WhatsAppGateway/core/lists';
import { changeableLists } from '../../../nodes/WhatsAppGateway/core/lists';
import { list as page, of, type OperationRun, type OperationRuns } from './operationRun';

/** What becomes of an entry of a list; the form has a color for one of them only. */
function runsOf(list: ChangeableList): Array<readonly [string, OperationRun]> {
	const color = list === 'statuses' ? { color: '#ffd700' } : {};
	const named = (name: string) => ({ id: expect.any(String), name });
	return [
		[
			`contactList:create:${list}`,
			{ parameters: { list, entryName: 'Gold', ...color }, item: named('Gold') },
		],
		[
			`contactList:update:${list}`,
			{ parameters: { list, entry: 'gold', entryName: 'Silver' }, item: named('Silver') },
		],
		[
			`contactList:getAll:${list}`,
			{ parameters: { list, ...page }, item: named(expect.any(String) as string) },
		],
		[
			`contactList:delete:${list}`,
			{
				parameters: { list, entry: of(`contactList:create:${list}`, 'id') },
				item: { deleted: true, ...named('Silver') },
			},
		],
	];
}

export const contactListRuns: OperationRuns = Object.fromEntries(changeableLists.flatMap(runsOf));
