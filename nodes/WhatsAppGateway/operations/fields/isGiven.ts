import { givenList } from '../../core/givenJson';

/** Whether a field holds a value. An expression that gives none is no wish to clear a field, in a list as well. */
export function isGiven(value: unknown): boolean {
	const list = givenList(value);
	if (list !== null) return list.length === 0 || list.some(isGiven);
	return value !== undefined && value !== null;
}
