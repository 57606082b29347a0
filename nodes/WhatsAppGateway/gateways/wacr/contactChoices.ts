import type { IDataObject } from 'n8n-workflow';

import type { Choice, ChoiceList, ContactFields } from '../../core/contact';
import { asText } from '../../core/narrow';
import type { Connection } from '../../core/request';
import { listRows } from './response';

/** Sources: https://docs.app.wa.cr/ (List Sources, List Statuses) */
const paths = { source: '/sources', status: '/statuses' } as const satisfies Record<
	ChoiceList,
	string
>;

/** Page after page. */
export async function* listChoices(list: ChoiceList, { call }: Connection): AsyncIterable<Choice> {
	for await (const row of listRows(call, paths[list])) {
		const id = asText(row['id']);
		if (id !== null) yield { id, name: asText(row['name']) ?? id };
	}
}

/** An id as WA.CR gave it. */
const toId = (id: string) => (/^\d{1,15}$/.test(id) ? Number(id) : id);

/** The fields of the entries that were chosen. */
export function choiceFields({ choices = {} }: Pick<ContactFields, 'choices'>): IDataObject {
	const { source, status } = choices;
	return {
		...(source !== undefined && { source_id: toId(source) }),
		...(status !== undefined && { status_id: toId(status) }),
	};
}
