import { sandboxed } from '../../sandbox/ask';

let { sandbox, ask } = sandboxed();
beforeEach(() => ({ sandbox, ask } = sandboxed()));

interface Listed {
	readonly data: ReadonlyArray<{ readonly id: string }>;
	readonly paging: { readonly cursors: { readonly after: string }; readonly next?: string };
}

const list = async (edge: string, query = '', token = 'meta-sandbox-token') => {
	const path = `/metaCloud/v24.0/102290129340398/${edge}${query}`;
	const { status, body } = await ask('GET', path, undefined, { authorization: `Bearer ${token}` });
	return { status, ...(body as Listed) };
};

test.each([
	['phone_numbers', 'phoneNumbers', 2],
	['flows', 'whatsAppFlows', 3],
	['product_catalogs', 'catalogs', 1],
])('%s are listed in pages', async (edge, name, seeded) => {
	expect((await list(edge)).data).toHaveLength(seeded);
	expect((await list(edge)).paging.next).toBeUndefined();
	sandbox.store.listSizes.set('metaCloud', name, 250);
	const first = await list(edge, '?limit=500');
	expect(first.data).toHaveLength(100);
	expect(first.paging.next).toContain(`after=${first.paging.cursors.after}`);
	const last = await list(edge, `?limit=100&after=${Buffer.from('200').toString('base64url')}`);
	expect(last.data).toHaveLength(50);
	expect(last.paging.next).toBeUndefined();
	expect(await list(edge, '', 'wrong')).toMatchObject({ status: 401 });
	sandbox.store.reset();
	expect((await list(edge)).data).toHaveLength(seeded);
});
