import type { Page } from 'playwright-core';

import { openBrowser } from '../../../host/browser';
import { anna, openPhones, type Phones } from './openPage';

let phones: Phones;
beforeAll(async () => {
	phones = await openPhones();
});
afterAll(async () => await phones.close());
afterEach(() => expect(phones.complaints.splice(0)).toEqual([]));

/** Words of many lengths, so that the ends of lines stand everywhere. */
const texts = Array.from(
	{ length: 24 },
	(_, index) => `Hello ${'there, '.repeat(index)}Anna ${index}`,
);

/** The messages of which a letter stands below their button. */
const covered = `[...document.querySelectorAll('article')].filter((article) => {
	const opener = article.querySelector('.opener').getBoundingClientRect();
	const letters = document.createTreeWalker(article.querySelector('.words'), NodeFilter.SHOW_TEXT);
	const lines = [];
	while (letters.nextNode()) {
		const range = document.createRange();
		range.selectNodeContents(letters.currentNode);
		lines.push(...range.getClientRects());
	}
	return lines.some((line) => line.right > opener.left && line.left < opener.right &&
		line.bottom > opener.top && line.top < opener.bottom);
}).map((article) => article.querySelector('.words').textContent)`;

/** The page on a phone with a touch screen. */
async function onTouchScreen(use: (page: Page) => Promise<void>): Promise<void> {
	const { page, close } = await openBrowser(
		{ width: 390, height: 760 },
		{ hasTouch: true, isMobile: true },
	);
	try {
		await page.goto(`${phones.served.url}/#${anna}/metaCloud`);
		await use(page);
	} finally {
		await close();
	}
}

test('on a touch screen, the button of a message covers none of its letters', async () => {
	await phones.open();
	for (const text of texts) await phones.sendText('metaCloud', text);
	const said = { phone: anna, gateway: 'metaCloud' };
	for (const text of texts) await phones.control('inbound', { ...said, text });
	await onTouchScreen(async (page) => {
		await page.locator('article.mine', { hasText: 'Anna 23' }).waitFor();
		expect(await page.locator('.opener').first().isVisible()).toBe(true);
		expect(await page.evaluate(covered)).toEqual([]);
	});
});

test('on a touch screen, the button of a message is as large as a finger needs, and opens its menu', async () => {
	await phones.open();
	await phones.sendText('metaCloud', 'Tap me');
	await onTouchScreen(async (page) => {
		const opener = page.locator('article', { hasText: 'Tap me' }).locator('.opener');
		const { width = 0, height = 0 } = (await opener.boundingBox()) ?? {};
		expect(Math.min(width, height)).toBeGreaterThanOrEqual(24);
		await opener.tap();
		await page.getByRole('button', { name: 'Reply' }).waitFor();
	});
});

test.each([1024, 1180, 1280, 1360, 1920])(
	'at %i pixels, the tabs of all gateways are in view, with what is not read yet',
	async (width) => {
		await phones.open(anna, 'qyvo', { width, height: 860 });
		const tabs = phones.page.locator('.tabs');
		const overflow =
			'document.querySelector(".tabs").scrollWidth > document.querySelector(".tabs").clientWidth';
		expect(await phones.page.evaluate(overflow)).toBe(false);
		await phones.sendText('metaCloud', 'For later');
		await tabs.locator('.badge').waitFor();
		expect(await phones.page.evaluate(overflow)).toBe(false);
	},
);

test('on a narrow screen, the tab of the conversation that is open is in view', async () => {
	await phones.open(anna, 'xobito', { width: 390, height: 760 });
	const inView = `(() => {
		const box = document.querySelector('.tabs').getBoundingClientRect();
		const tab = document.querySelector('.tabs [aria-current]').getBoundingClientRect();
		return tab.left >= box.left && tab.right < box.right + 1;
	})()`;
	await phones.until(inView);
});
