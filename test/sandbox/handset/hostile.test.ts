import type { MessageParts } from '../../../sandbox/state/message';
import { anna, openPhones, type Phones } from './openPage';

let phones: Phones;
beforeAll(async () => {
	phones = await openPhones();
});
afterAll(async () => await phones.close());

const image = '<img src=x onerror="document.title = \'taken\'">';
const script = '</textarea><script>document.title = "taken"</script>';
const bad = 'javascript:document.title="taken"';

/** Puts something on Anna's phone that no gateway would let through. */
function put(parts: Partial<MessageParts>): void {
	const { ledger } = phones.served.sandbox.store;
	ledger.record('metaCloud', 'outbound', anna, { kind: 'text', body: '', ...parts });
}

const article = (words: string) => phones.page.locator('article', { hasText: words }).last();

test('hostile texts, names, files and addresses are shown and do nothing', async () => {
	const asked: string[] = [];
	phones.page.on('request', (request) => asked.push(request.url()));
	await phones.open();
	const name = '<b onmouseover=alert(1)>Mallory</b>';
	await phones.control('inbound', {
		phone: '+15005550006',
		gateway: 'metaCloud',
		name,
		text: image,
	});
	put({ body: `${image} ${script} ${bad}`, footer: image, header: image });
	put({
		kind: 'ctaUrl',
		body: 'Tap here',
		buttons: ['Go', 'Data'],
		links: [
			{ title: 'Go', url: bad },
			{ title: 'Data', url: 'data:text/html,<script>1</script>' },
		],
	});
	put({ kind: 'image', header: '[image]', mediaUrl: bad, body: 'A picture' });
	put({ kind: 'document', header: `[document ${image}]`, mediaUrl: bad, body: 'A file' });
	put({
		kind: 'image',
		header: '[image]',
		mediaUrl: 'https://tracker.example/pixel.gif',
		body: 'Far',
	});
	put({
		...{ kind: 'list', body: image },
		list: {
			button: script.slice(0, 20),
			sections: [{ title: image, rows: [{ id: '1', title: image, description: script }] }],
		},
	});
	await phones.sendText('metaCloud', 'The last one');
	await phones.page.reload();
	await article('The last one').waitFor();
	await article('Tap here').getByText('Go', { exact: true }).click();
	const { page } = phones;
	expect(await page.locator('article img, article script, article b').count()).toBe(0);
	const addresses = await page.locator('a[href]').evaluateAll((all) => all.map(String));
	expect(addresses.filter((address) => !address.startsWith('http'))).toEqual([]);
	await page.getByText(name).first().waitFor();
	expect(await page.title()).toMatch(/Sandbox phones$/);
	expect(asked.filter((url) => !url.startsWith(phones.served.url))).toEqual([]);
	expect(phones.complaints).toEqual([]);
});

test('a text of 100 kB, Arabic and emoji are shown, and nothing is wider than the page', async () => {
	await phones.open();
	put({ body: 'x'.repeat(100_000) });
	put({ body: '*_~`> - '.repeat(12_500) });
	put({ body: `مرحبا بكم في المتجر. ${'👩‍👩‍👧‍👦'.repeat(3)} *عرض*` });
	put({ body: '👍🏽' });
	await phones.sendText('metaCloud', 'The last one');
	await article('The last one').waitFor();
	const { page } = phones;
	const more = page.getByRole('button', { name: 'Read more' });
	expect(await more.count()).toBe(2);
	await more.first().click();
	await phones.until(`document.querySelector('article .words').textContent !== ''`);
	const long = page.locator('article', { hasText: 'x'.repeat(200) });
	await long.locator('p', { hasText: 'x'.repeat(99_999) }).waitFor({ state: 'attached' });
	const arabic = article('مرحبا').locator('p');
	expect(
		await arabic.first().evaluate('getComputedStyle(document.querySelector("main")).direction'),
	).toBe('ltr');
	expect(await arabic.first().getAttribute('dir')).toBe('auto');
	const overflow = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
	expect(await page.evaluate(overflow)).toBe(0);
	const sideways = `(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)(document.querySelector('.scroller'))`;
	expect(await page.evaluate(sideways)).toBe(0);
	expect(phones.complaints).toEqual([]);
});
