import type { FetchListPage, ListEntry } from '../../nodes/WhatsAppGateway/core/lists';
import { ListReading, readList } from '../../nodes/WhatsAppGateway/core/lists';
import type { Connection } from '../../nodes/WhatsAppGateway/core/request';

const connection: Connection = {
	account: { baseUrl: '', defaultCountry: '' },
	call: async () => await Promise.reject(new Error('no request')),
};

const entry = (id: string): ListEntry => ({ id, name: id, raw: null });

/** Pages by their cursors; the first one is that of the empty cursor. */
function pagesOf(pages: Record<string, readonly [ids: readonly string[], next: string | null]>): {
	readonly fetchPage: FetchListPage;
	readonly asked: string[];
} {
	const asked: string[] = [];
	const fetchPage: FetchListPage = async (_search, cursor) => {
		asked.push(cursor ?? '');
		if (asked.length > 50) throw new Error('It would never end.');
		const [ids, next] = pages[cursor ?? ''] ?? [[], null];
		return await Promise.resolve({ entries: ids.map(entry), next });
	};
	return { fetchPage, asked };
}

/** The ids of the whole list. */
async function whole(fetchPage: FetchListPage): Promise<string[]> {
	const ids: string[] = [];
	for await (const { id } of readList(fetchPage, connection)) ids.push(id);
	return ids;
}

/** The same, by one reading for each page, as n8n asks for them. */
async function scrolled(fetchPage: FetchListPage): Promise<string[]> {
	const ids: string[] = [];
	for (let token: string | undefined; ;) {
		const reading = new ListReading(token);
		ids.push(...(await reading.read(fetchPage, '', connection)).map(({ id }) => id));
		if (reading.token === undefined) return ids;
		token = reading.token;
	}
}

describe.each([
	['read as a whole', whole],
	['scrolled through', scrolled],
])('a list that is %s', (_how, read) => {
	test('goes on to its last page', async () => {
		const { fetchPage, asked } = pagesOf({ '': [['1'], 'a'], a: [['2'], 'b'], b: [['3'], null] });
		expect(await read(fetchPage)).toEqual(['1', '2', '3']);
		expect(asked).toEqual(['', 'a', 'b']);
	});

	test('ends where two cursors take turns', async () => {
		const { fetchPage, asked } = pagesOf({ '': [['1'], 'a'], a: [['2'], 'b'], b: [['3'], 'a'] });
		expect(await read(fetchPage)).toEqual(['1', '2', '3']);
		expect(asked).toEqual(['', 'a', 'b']);
	});

	test('ends where a cursor stays', async () => {
		const { fetchPage } = pagesOf({ '': [['1'], 'a'], a: [['2'], 'a'] });
		expect(await read(fetchPage)).toEqual(['1', '2']);
	});

	test('ends where the cursor is ignored, and shows the page once', async () => {
		const ignored: FetchListPage = async (_search, cursor) =>
			await Promise.resolve({ entries: [entry('1'), entry('2')], next: `${cursor ?? ''}x` });
		expect(await read(ignored)).toEqual(['1', '2']);
	});

	test('goes on after pages without an entry', async () => {
		const { fetchPage } = pagesOf({ '': [[], 'a'], a: [[], 'b'], b: [['3'], null] });
		expect(await read(fetchPage)).toEqual(['3']);
	});

	test('ends where pages without an entry never do', async () => {
		let asked = 0;
		const endless: FetchListPage = async () => {
			asked += 1;
			return await Promise.resolve({ entries: [], next: String(asked) });
		};
		expect(await read(endless)).toEqual([]);
		expect(asked).toBeLessThanOrEqual(1001);
	});
});

test('a token that is none begins at the beginning', async () => {
	const { fetchPage, asked } = pagesOf({ '': [['1'], null] });
	for (const token of ['', 'nonsense', '7', '[]', '{"cursor":7}']) {
		await new ListReading(token).read(fetchPage, '', connection);
	}
	expect(asked).toEqual(['', '', '', '', '']);
});
