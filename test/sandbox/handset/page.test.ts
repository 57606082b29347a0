import { anna, openPhones, type Phones } from './openPage';

let phones: Phones;
beforeAll(async () => {
	phones = await openPhones();
});
afterAll(async () => await phones.close());
afterEach(() => expect(phones.complaints.splice(0)).toEqual([]));

const answerBox = () => phones.page.getByRole('textbox', { name: /^Message from/ });
const write = async (words: string) => {
	await answerBox().fill(words);
	await answerBox().press('Enter');
	await phones.bubble(words).waitFor();
};
const buttons = (...titles: string[]) => ({
	type: 'interactive',
	interactive: {
		type: 'button',
		body: { text: 'Which size?' },
		action: {
			buttons: titles.map((title) => ({
				type: 'reply',
				reply: { id: title.toLowerCase(), title },
			})),
		},
	},
});
const list = {
	type: 'interactive',
	interactive: {
		type: 'list',
		body: { text: 'When?' },
		action: { button: 'Choose', sections: [{ rows: [{ id: 'ten', title: 'At ten' }] }] },
	},
};

test('the page says that nothing leaves the machine, and loads nothing from elsewhere', async () => {
	const asked: string[] = [];
	phones.page.on('request', (request) => asked.push(new URL(request.url()).origin));
	await phones.open();
	await phones.page.getByText('Sandbox: nothing leaves this machine.').waitFor();
	expect([...new Set(asked)]).toEqual([phones.served.url]);
});

test('ticks show how far a message came, in words too', async () => {
	await phones.open();
	await phones.sendText('metaCloud', 'On its way');
	await phones.tick('On its way', 'Delivered');
	await write('Here it is');
	await phones.tick('On its way', 'Read');
	await phones.control('faults', { gateway: 'metaCloud', fails: '(#131026) Undeliverable' });
	await phones.sendText('metaCloud', 'Never there');
	await phones.tick('Never there', 'Not delivered');
	await phones
		.bubble('Never there')
		.getByText('Never came to this phone: (#131026) Undeliverable')
		.waitFor();
});

test('what the business has read has blue ticks, and its typing shows', async () => {
	await phones.open();
	await write('Are you there?');
	await phones.tick('Are you there?', 'Delivered');
	const wamid = phones.ledger().at(-1)?.whatsappMessageId;
	const typing = { typing_indicator: { type: 'text' } };
	const read = { messaging_product: 'whatsapp', status: 'read', message_id: wamid, ...typing };
	const path = '/metaCloud/v24.0/106540352242922/messages';
	expect((await phones.ask('POST', path, read, 'meta-sandbox-token')).status).toBe(200);
	await phones.tick('Are you there?', 'Read by the business');
	await phones.page.getByText('The business is typing…').waitFor();
	await phones.sendText('metaCloud', 'Yes');
	await phones.page.getByText('The business is typing…').waitFor({ state: 'detached' });
});

test('the marks of WhatsApp are shown, and links open beside the page', async () => {
	await phones.open();
	const words =
		'*bold* _italic_ ~gone~ `code`\n- one\n2. two\n> said\n```mono```\nhttps://shop.example/a_b_c?x=1.';
	await phones.sendText('metaCloud', words);
	const bubble = phones.bubble('italic');
	for (const [tag, text] of Object.entries({
		...{ strong: 'bold', em: 'italic', s: 'gone', code: 'code' },
		...{ 'ul li': 'one', 'ol li': 'two', blockquote: 'said', pre: 'mono' },
	})) {
		expect(await bubble.locator(tag).textContent()).toBe(text);
	}
	const link = bubble.getByRole('link');
	expect(await link.getAttribute('href')).toBe('https://shop.example/a_b_c?x=1');
	expect(await link.getAttribute('rel')).toContain('noopener');
});

test('a text goes to the number of one gateway, and Shift+Enter begins a new line', async () => {
	await phones.open(anna, 'qyvo');
	const before = phones.ledger().length;
	await answerBox().fill('Hello');
	await answerBox().press('Shift+Enter');
	await answerBox().pressSequentially('again');
	await answerBox().press('Enter');
	await phones.bubble('again').waitFor();
	expect(phones.ledger().slice(before)).toMatchObject([
		{ gateway: 'qyvo', direction: 'inbound', phone: anna, body: 'Hello\nagain' },
	]);
});

test.each([
	['button', buttons('Small', 'Large'), 'Small', 'button_reply', 'small'],
	['row of a list', list, 'At ten', 'list_reply', 'ten'],
])(
	'a %s is tapped once, and the answer quotes its message',
	async (_, message, title, kind, id) => {
		await phones.open();
		await phones.send(message);
		if (kind === 'list_reply') await phones.page.getByText('Choose', { exact: true }).click();
		const target = phones.page.getByRole('button', { name: title });
		await target.click();
		await phones.page.locator('article.mine .quote').waitFor();
		expect(phones.ledger().at(-1)).toMatchObject({ kind, gateway: 'metaCloud', reply: { id } });
		await phones.page.getByRole('button', { name: `${title} (tapped)`, disabled: true }).waitFor();
	},
);

test('an open list, a draft and the focus stay while messages arrive', async () => {
	await phones.open();
	await phones.send(list);
	await phones.page.getByText('Choose', { exact: true }).click();
	await answerBox().fill('Half a sen');
	for (const text of ['First', 'Second']) await phones.sendText('metaCloud', text);
	await phones.bubble('Second').waitFor();
	expect(await phones.page.getByRole('button', { name: 'At ten' }).isVisible()).toBe(true);
	await phones.page.keyboard.type('tence');
	expect(await answerBox().inputValue()).toBe('Half a sentence');
	const tabs = phones.page.getByRole('navigation', { name: /Conversations/ });
	await tabs.getByRole('button', { name: 'Qyvo' }).click();
	expect(await answerBox().inputValue()).toBe('');
	await tabs.getByRole('button', { name: 'Meta Cloud API' }).click();
	expect(await answerBox().inputValue()).toBe('Half a sentence');
});

test('what comes to another conversation is counted there, until somebody looks', async () => {
	await phones.open(anna, 'metaCloud');
	await phones.sendText('qyvo', 'Over here');
	const row = phones.page
		.getByRole('navigation', { name: 'Phones' })
		.getByRole('button', { name: /^Qyvo/ });
	await row.getByText('1 unread').waitFor();
	await row.click();
	await phones.bubble('Over here').waitFor();
	await phones.page.getByText('1 unread').first().waitFor({ state: 'detached' });
});

test('a template has its header, footer, name, buttons, links and cards', async () => {
	await phones.open();
	const text = (value: string) => ({ type: 'text', text: value });
	const body = (...values: string[]) => ({ type: 'body', parameters: values.map(text) });
	const template = (name: string, components: object[]) =>
		phones.send({ type: 'template', template: { name, language: { code: 'en' }, components } });
	await template('order_confirmation', [body('Anna', '#1042', '€ 5')]);
	const order = phones.bubble('#1042');
	for (const part of ['Order update', 'Reply STOP to unsubscribe.', 'order_confirmation · en']) {
		await order.getByText(part).waitFor();
	}
	const index = (at: number, type: string, parameter: object) => ({
		...{ type: 'button', sub_type: type, index: `${at}`, parameters: [parameter] },
	});
	const card = (at: number) => ({
		card_index: at,
		components: [
			{
				type: 'header',
				parameters: [{ type: 'image', image: { link: 'https://shop.example/1.jpg' } }],
			},
			body('you', '5 €'),
			index(0, 'url', text('tulips')),
			index(1, 'quick_reply', { type: 'payload', payload: `more-${at}` }),
		],
	});
	const carousel = { type: 'carousel', cards: [card(0), card(1)] };
	await template('spring_cards', [body('Anna'), carousel]);
	const cards = phones.page.getByRole('group', { name: '2 cards' });
	const buy = cards.getByRole('link', { name: 'Buy' }).first();
	expect(await buy.getAttribute('href')).toBe('https://shop.example/buy/tulips');
	await cards.getByRole('button', { name: 'More like this' }).nth(1).click();
	await phones.page.locator('article.mine', { hasText: 'More like this' }).waitFor();
	expect(phones.ledger().at(-1)).toMatchObject({ reply: { id: 'more-1' } });
});

test('a message is quoted, reacted to, edited and deleted from its menu', async () => {
	await phones.open();
	await phones.sendText('metaCloud', 'Blue or red?');
	const act = async (words: string, name: string) => {
		const bubble = phones.bubble(words);
		await bubble.hover();
		await bubble.getByRole('button', { name: 'What to do with this message' }).click();
		await bubble.getByRole('button', { name }).click();
	};
	await act('Blue or red?', 'React with 👍');
	await phones.bubble('Blue or red?').getByText('👍').waitFor();
	await act('Blue or red?', 'Reply');
	await write('Bleu');
	await phones.bubble('Bleu').locator('.quote').getByText('Blue or red?').waitFor();
	await act('Bleu', 'Edit');
	await answerBox().fill('Navy');
	await answerBox().press('Enter');
	await phones.bubble('Navy').getByText('edited').waitFor();
	await act('Navy', 'Delete');
	await phones.page.getByText('This message was deleted.').waitFor();
	const kinds = phones
		.ledger()
		.slice(-4)
		.map(({ kind }) => kind);
	expect(kinds).toEqual(['reaction', 'text', 'edit', 'revoke']);
});

const picture = Buffer.from(
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfz0AEYBxVSF+FABJADveWkH6oAAAAAElFTkSuQmCC',
	'base64',
);

test('a picture with a caption and a place are sent', async () => {
	await phones.open(anna, 'qyvo');
	await phones.page
		.locator('input[type=file]')
		.setInputFiles({ name: 'shoes.png', mimeType: 'image/png', buffer: picture });
	await phones.page.getByText('shoes.png').waitFor();
	await answerBox().fill('Like these?');
	await answerBox().press('Enter');
	const image = phones.bubble('Like these?').locator('img');
	await image.waitFor();
	await phones.until(`document.querySelector('article img').naturalWidth === 1`);
	const { media } = phones.ledger().at(-1) ?? {};
	expect(Buffer.from(media?.content ?? '', 'base64').equals(picture)).toBe(true);

	await phones.page.getByLabel('Send something else').click();
	await phones.page.getByRole('button', { name: 'Place' }).click();
	const dialog = phones.page.getByRole('dialog', { name: 'Share a place' });
	await dialog.getByRole('textbox', { name: 'Name' }).fill('Home');
	await dialog.getByRole('button', { name: 'Send' }).click();
	await phones.bubble('Home').getByRole('link', { name: '52.5163, 13.3777' }).waitFor();
	expect(phones.ledger().at(-1)).toMatchObject({ gateway: 'qyvo', location: { name: 'Home' } });
});

test('the end stays in view when what is above it grows, as by a picture that is loaded', async () => {
	await phones.open();
	for (const words of ['First', 'The end']) await phones.sendText('metaCloud', words);
	await phones.bubble('The end').waitFor();
	// A scroll that the page made itself is reported in the frame in which something grows.
	await phones.page.evaluate(`(() => {
		document.querySelector('article').style.minHeight = '2000px';
		document.querySelector('.scroller').dispatchEvent(new Event('scroll'));
	})()`);
	await phones.until(
		`(({ scrollHeight, scrollTop, clientHeight }) => scrollHeight - scrollTop - clientHeight < 5)(document.querySelector('.scroller'))`,
	);
	expect(await phones.page.getByRole('button', { name: 'To the newest' }).count()).toBe(0);
});

test('on a narrow screen the list and the conversation take turns', async () => {
	await phones.open(anna, 'qyvo', { width: 390, height: 760 });
	const people = phones.page.getByRole('navigation', { name: 'Phones' });
	expect([await answerBox().isVisible(), await people.isVisible()]).toEqual([true, false]);
	await phones.page.getByRole('button', { name: 'All phones' }).click();
	expect([await answerBox().isVisible(), await people.isVisible()]).toEqual([false, true]);
	await people.getByRole('button', { name: /^Ben Carter/ }).click();
	await phones.page.getByRole('heading', { name: 'Ben Carter' }).first().waitFor();
	const overflow = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
	expect(await phones.page.evaluate(overflow)).toBe(0);
});
