import { unknownTime } from '../whatsapp/eventFields';

/** What has a time, in ISO 8601 and UTC. */
interface Dated {
	readonly at: string;
}

/** The place of the newest one; one without a time holds nobody up, and comes at once. */
function newestOf(heads: ReadonlyArray<IteratorResult<Dated, unknown>>): number {
	let newest = -1;
	let newestAt = '';
	for (const [index, head] of heads.entries()) {
		if (head.done === true) continue;
		if (head.value.at === unknownTime) return index;
		if (newest === -1 || head.value.at > newestAt) [newest, newestAt] = [index, head.value.at];
	}
	return newest;
}

/** Several lists as one, the newest first; each list is read only as far as it is asked for. */
export async function* mergeNewestFirst<Row extends Dated>(
	lists: ReadonlyArray<AsyncIterable<Row>>,
): AsyncIterable<Row> {
	const iterators = lists.map((list) => list[Symbol.asyncIterator]());
	const heads: Array<IteratorResult<Row, unknown>> = [];
	for (const iterator of iterators) heads.push(await iterator.next());
	for (;;) {
		const index = newestOf(heads);
		const [head, iterator] = [heads[index], iterators[index]];
		if (head === undefined || head.done === true || iterator === undefined) return;
		yield head.value;
		heads[index] = await iterator.next();
	}
}
