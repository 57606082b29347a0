import type { IDataObject } from 'n8n-workflow';

/** What no person may read. */
const nonsense =
	/undefined|\[object|NaN|TypeError|RangeError|is not a function|is not iterable|Cannot read|Unexpected token|not valid JSON|Maximum call stack|Invalid character/;

/** A sentence begins with a capital or a name, and ends; an example of JSON ends as JSON does. */
const sentence = /^\S.{5,1900}[.?!”)…}]$/s;

/** What is wrong with the sentences of a fault, and with its word on what was sent. */
export function* wrongWordsOf(fault: IDataObject): Iterable<string> {
	for (const name of ['message', 'hint']) {
		const said = String(fault[name]);
		if (nonsense.test(said) || !sentence.test(said)) yield `says in ${name}: ${said.slice(0, 300)}`;
	}
	if (!/^(?:no|yes|unknown)$/.test(String(fault['sent']))) yield `has no word on what was sent`;
}
