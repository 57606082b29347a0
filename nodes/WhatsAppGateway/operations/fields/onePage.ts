import type { OnePage } from '../../core/onePage';
import type { Item } from '../operation';

/**
 * The first rows of such a list, with a note where more were wanted than it gives.
 *
 * @param what what the rows are, in the plural
 */
export function firstOfPage<Row>(
	{ rows, isCut }: OnePage<Row>,
	max: number,
	what: string,
	{ session, note }: Pick<Item, 'note' | 'session'>,
): Row[] {
	if (isCut && max > rows.length) {
		const { name } = session.gateway;
		note(`${name} lists ${rows.length} ${what} at most, so that there may be more.`);
	}
	return rows.slice(0, max);
}
