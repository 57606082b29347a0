import { anna, openPhones, type Phones } from './openPage';

let phones: Phones;
beforeAll(async () => {
	phones = await openPhones();
});
afterAll(async () => await phones.close());

const count = 2000;

/** Messages of every length on Anna's phone. */
function fill(): void {
	const { ledger } = phones.served.sandbox.store;
	for (let at = 1; at <= count; at += 1) {
		const body = `Message ${at} *of many*. ${'And some more words. '.repeat(at % 7)}`;
		ledger.record('metaCloud', at % 3 === 0 ? 'inbound' : 'outbound', anna, { kind: 'text', body });
	}
}

/** Scrolls from the end to the top by so many pixels a frame; the length of each frame in milliseconds. */
const scrollUp = `new Promise((resolve) => {
	const box = document.querySelector('.scroller');
	const frames = [];
	let last = performance.now();
	const step = (now) => {
		frames.push(now - last);
		last = now;
		if (box.scrollTop === 0 || frames.length > 5000) return resolve(frames);
		box.scrollTop -= 600;
		requestAnimationFrame(step);
	};
	requestAnimationFrame(step);
})`;

const top = async (words: string) => (await phones.bubble(words).boundingBox())?.y ?? NaN;

test('a view in the middle of 2,000 messages stays where it is, and says how many have come', async () => {
	await phones.open();
	fill();
	await phones.page.reload();
	await phones.bubble(`Message ${count} `).waitFor();
	// Not all of them are drawn before somebody looks for them.
	expect(await phones.page.locator('article').count()).toBeLessThan(500);
	await phones.page.locator('.scroller').hover();
	await phones.page.mouse.wheel(0, -3000);
	await phones.page.getByRole('button', { name: 'To the newest' }).waitFor();
	// A wheel scrolls smoothly: until two frames are the same.
	await phones.until(
		`new Promise((resolve) => {
			const box = document.querySelector('.scroller');
			const before = box.scrollTop;
			setTimeout(() => resolve(box.scrollTop === before), 150);
		})`,
	);
	const middle = await phones.page.evaluate<string>(
		`[...document.querySelectorAll('article')].find((one) => one.getBoundingClientRect().top > 300).textContent`,
	);
	const words = /Message \d+ /.exec(middle)?.[0] ?? '';
	const before = await top(words);
	for (const text of ['One more', 'Two more']) {
		await phones.control('inbound', { phone: anna, gateway: 'metaCloud', text });
	}
	await phones.page.getByRole('button', { name: '2 new messages' }).waitFor();
	expect(await top(words)).toBeCloseTo(before, 0);
	await phones.page.getByRole('button', { name: '2 new messages' }).click();
	await phones.bubble('Two more').waitFor();
	const inView = async () => ((await phones.bubble('Two more').boundingBox())?.y ?? 9999) < 860;
	expect(await inView()).toBe(true);
	await phones.control('inbound', { phone: anna, gateway: 'metaCloud', text: 'Three more' });
	await phones.bubble('Three more').waitFor();
	expect(await inView()).toBe(true);
});

test('2,000 messages are scrolled from end to top, and the frames are printed', async () => {
	await phones.open();
	fill();
	await phones.page.reload();
	await phones.bubble(`Message ${count} `).waitFor();
	const frames = (await phones.page.evaluate<number[]>(scrollUp)).toSorted((a, b) => a - b);
	await phones.bubble('Message 1 ').waitFor({ state: 'attached' });
	expect(await phones.page.locator('article').count()).toBeGreaterThan(count);
	const at = (share: number) => Math.round(frames[Math.floor(frames.length * share)] ?? 0);
	process.stdout.write(
		`${count} messages, ${frames.length} frames: median ${at(0.5)} ms, 95 % ${at(0.95)} ms, longest ${at(0.9999)} ms\n`,
	);
	expect(phones.complaints).toEqual([]);
});
