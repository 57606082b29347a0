import { runInNewContext } from 'node:vm';

import { sandboxed } from '../ask';

const anna = '+491713920012';
const hostile = '<script>alert("1")</script> \'quotes\' & <img src=x onerror="alert(1)">';

/** An element with text and children; parsing markup fails the test. */
class Element {
	private parent: Element | undefined;
	children: Element[] = [];
	textContent = '';
	className = '';
	disabled = false;
	hidden = false;
	listeners = new Map<string, (event: unknown) => void>();

	set innerHTML(markup: string) {
		throw new Error(`Markup: ${markup}`);
	}

	append(...children: Element[]) {
		for (const child of children) child.parent = this;
		this.children.push(...children);
	}

	replaceChildren(...children: Element[]) {
		this.children = children;
	}

	remove() {
		const { parent } = this;
		if (parent) parent.children = parent.children.filter((child) => child !== this);
	}

	setAttribute() {}

	addEventListener(name: string, listener: (event: unknown) => void) {
		this.listeners.set(name, listener);
	}

	/** Those below it whose own text this is. */
	showing(text: string): Element[] {
		const own = this.textContent === text ? [this] : [];
		return [...own, ...this.children.flatMap((child) => child.showing(text))];
	}

	texts(): string[] {
		return [this.textContent, ...this.children.flatMap((child) => child.texts())].filter(Boolean);
	}
}

/** The page's own script, run on a sandbox. */
async function page({ sandbox, ask }: ReturnType<typeof sandboxed>) {
	const byId = new Map<string, Element>();
	let refreshPage = async () => {};
	const pending: Array<Promise<unknown>> = [];
	runInNewContext((await ask('GET', '/handset.js')).text, {
		Intl,
		document: {
			createElement: () => new Element(),
			getElementById: (id: string) => {
				const found = byId.get(id) ?? new Element();
				byId.set(id, found);
				return found;
			},
		},
		fetch: (path: string, init: RequestInit) => {
			const answer = sandbox.fetch(new Request(`http://127.0.0.1${path}`, init));
			pending.push(answer);
			return answer;
		},
		setInterval: (refresh: () => Promise<void>) => (refreshPage = refresh),
	});
	const texts = async () => {
		await refreshPage();
		return byId.get('phones')?.texts() ?? [];
	};
	const click = async (id: string) => {
		byId.get(id)?.listeners.get('click')?.({});
		await Promise.all(pending);
	};
	/** The buttons and rows with this text, including those already tapped. */
	const toTap = (text: string) =>
		(byId.get('phones')?.showing(text) ?? []).filter((one) => one.listeners.has('click'));
	const tap = async (text: string) => {
		toTap(text)[0]?.listeners.get('click')?.({});
		await Promise.all(pending);
	};
	return { texts, click, tap, toTap };
}

test('a hostile message is shown as plain text', async () => {
	const world = sandboxed();
	await world.ask('POST', '/_sandbox/inbound', { phone: anna, text: hostile });
	const texts = await (await page(world)).texts();
	expect(texts).toContain(hostile);
});

test('words have the marks of WhatsApp, and a link to this machine is one', async () => {
	const world = sandboxed();
	const text =
		'The *blue shoes*: http://127.0.0.1:5678/webhook-waiting/7?a=1 or https://shop.example/';
	await world.ask('POST', '/_sandbox/inbound', { phone: anna, text });
	const texts = await (await page(world)).texts();
	expect(texts).toEqual(
		expect.arrayContaining([
			'blue shoes',
			'http://127.0.0.1:5678/webhook-waiting/7?a=1',
			' or https://shop.example/',
		]),
	);
});

test('an inbound message seen by several gateways is shown once, and one sent twice is shown twice', async () => {
	const world = sandboxed();
	let at = 0;
	for (let n = 0; n < 2; n++) {
		world.sandbox.store.clock.advance((at += 5));
		await world.ask('POST', '/_sandbox/inbound', { phone: anna, text: 'Yes' });
	}
	const texts = await (await page(world)).texts();
	expect(texts.filter((text) => text === 'Yes')).toHaveLength(2);
});

/** Messages to Anna through Meta. */
async function interactive({ ask }: ReturnType<typeof sandboxed>, own: object) {
	const message = { messaging_product: 'whatsapp', to: anna, type: 'interactive' };
	const { status } = await ask(
		'POST',
		'/metaCloud/v24.0/106540352242922/messages',
		{ ...message, interactive: { body: { text: 'Which one?' }, ...own } },
		{ authorization: 'Bearer meta-sandbox-token' },
	);
	expect(status).toBe(200);
}

test.each([
	[
		'button',
		{ buttons: [{ type: 'reply', reply: { id: 'small', title: 'Small one' } }] },
		'button_reply',
	],
	[
		'list',
		{ button: 'Choose', sections: [{ rows: [{ id: 'small', title: 'Small one' }] }] },
		'list_reply',
	],
])('a %s can be tapped once, and the reply appears below', async (type, action, kind) => {
	const world = sandboxed();
	await interactive(world, { type, action });
	const shown = await page(world);
	await shown.texts();
	expect(shown.toTap('Small one').map(({ disabled }) => disabled)).toEqual([false]);
	await shown.tap('Small one');
	expect(world.sandbox.store.ledger.messages.at(-1)).toMatchObject({
		kind,
		phone: anna,
		body: 'Small one',
		reply: { id: 'small' },
	});
	const texts = await shown.texts();
	expect(texts.filter((text) => text === 'Small one')).toHaveLength(2);
	expect(texts.some((text) => text.endsWith('· tapped'))).toBe(true);
	expect(shown.toTap('Small one')).toMatchObject([
		{ disabled: true, className: expect.stringContaining('tapped') },
	]);
});

test('a button that opens a page cannot be tapped', async () => {
	const world = sandboxed();
	const parameters = { display_text: 'Open', url: 'https://shop.example/' };
	await interactive(world, { type: 'cta_url', action: { name: 'cta_url', parameters } });
	const shown = await page(world);
	expect(await shown.texts()).toContain('Open');
	expect(shown.toTap('Open')).toEqual([]);
});

test('an inbound file is shown by its name', async () => {
	const world = sandboxed();
	const media = { type: 'document', fileName: 'bill.pdf', caption: 'Here' };
	await world.ask('POST', '/_sandbox/inbound', { phone: anna, media });
	const texts = await (await page(world)).texts();
	expect(texts).toEqual(
		expect.arrayContaining(['[document bill.pdf]', 'application/pdf, 1000 bytes', 'Here']),
	);
	expect(texts.filter((text) => text === 'Here')).toHaveLength(1);
});

test('windows are shown, and close a day later', async () => {
	const shown = await page(sandboxed());
	expect((await shown.texts()).filter((text) => text.startsWith('Window open until'))).toHaveLength(
		1,
	);
	await shown.click('advance');
	const later = await shown.texts();
	expect(later.filter((text) => text.startsWith('Window closed'))).toHaveLength(3);
});

test('contacts outside the seed are removed by a reset', async () => {
	const world = sandboxed();
	const shown = await page(world);
	await world.ask('POST', '/_sandbox/inbound', { phone: '+4915112345678', text: 'Who is this?' });
	expect(await shown.texts()).toContain('Who is this?');
	await world.ask('POST', '/_sandbox/reset');
	expect(await shown.texts()).not.toContain('+4915112345678');
});

test('the page says that nothing leaves the machine', async () => {
	const { ask } = sandboxed();
	expect((await ask('GET', '/')).text).toContain('Sandbox: nothing leaves this machine.');
});
