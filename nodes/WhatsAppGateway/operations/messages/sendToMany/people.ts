import { GatewayError } from '../../../core/faults';
import { parseGivenJson } from '../../../core/givenJson';
import { asObject } from '../../../core/narrow';
import { readChoice } from '../../../n8n/readOption';
import { entriesOf } from '../../fields/listEntries';
import { requireText } from '../../fields/readText';
import type { Item } from '../../operation';
import { hasOptedOut, numberField, people, peopleList } from './fields';

/**
 * The entries of the list: numbers, or objects.
 *
 * @throws GatewayError `invalidRequest` for what is no list, or an empty one
 */
function readList({ parameter }: Item): unknown[] {
	const { displayName, name } = peopleList;
	const given = parameter(name, '');
	// Numbers in lines or with commas are no JSON.
	const parsed = typeof given === 'string' ? (parseGivenJson(given) ?? given) : given;
	const entries = Array.isArray(parsed) || typeof parsed !== 'object' ? entriesOf(parsed) : [];
	if (entries.length > 0) return entries;
	throw new GatewayError('invalidRequest', `The field ${displayName} has no list of people.`, {
		hint: 'Map a list of phone numbers, or of objects. If each input item is a person, set People to Input Items.',
	});
}

/** One person of a list, as if an item of its own had given the fields. */
function toPerson(item: Item, entry: unknown, position: number, numberName: string): Item {
	const isObject = typeof entry === 'object' && entry !== null;
	const {
		values,
		optedOut,
		[numberName]: to,
	} = isObject ? asObject(entry) : { [numberName]: entry };
	const options =
		optedOut === undefined ? item.options : { ...item.options, [hasOptedOut.name]: optedOut };
	return {
		...item,
		options,
		place: `${item.place}:${position}`,
		ownValues: values ?? {},
		parameter: (name, fallback) => (name === 'to' ? (to ?? '') : item.parameter(name, fallback)),
	};
}

/** The people of one input item. Throws `invalidRequest` where its list cannot be read. */
export function peopleOf(item: Item): Item[] {
	if (readChoice(item.parameter(people.name, people.default), people) === 'items') return [item];
	const hint = 'Enter the name of the field that holds the phone number.';
	const numberName = requireText(item, numberField.name, numberField.displayName, hint);
	return readList(item).map((entry, position) => toPerson(item, entry, position, numberName));
}
