import { anna, openPhones, type Phones } from './openPage';
import { serveSandbox } from '../../../sandbox/serve';

let phones: Phones;
beforeAll(async () => {
	phones = await openPhones();
});
afterAll(async () => await phones.close());

/** A conversation with something of everything. */
async function fill(): Promise<void> {
	const { control, send, sendText } = phones;
	await control('webhooks', { gateway: 'qyvo', url: 'http://127.0.0.1:9/hook' });
	const link = 'https://shop.example/shoes.jpg';
	await send({ type: 'image', image: { link, caption: 'Blue *ones*' } });
	await send({ type: 'document', document: { link, filename: 'bill.pdf' } });
	await send({ type: 'audio', audio: { link: 'http://127.0.0.1:9/a.ogg' } });
	await send({ type: 'location', location: { latitude: 1, longitude: 2, name: 'Shop' } });
	const contact = {
		name: { formatted_name: 'Eve', first_name: 'Eve' },
		phones: [{ phone: '+4930123456' }],
	};
	await send({ type: 'contacts', contacts: [contact] });
	const rows = [{ id: 'a', title: 'At ten', description: 'With Eve' }];
	const action = { button: 'Choose', sections: [{ title: 'Friday', rows }] };
	await send({ type: 'interactive', interactive: { type: 'list', body: { text: '?' }, action } });
	const reply = { messages: [] as Array<{ id: string }> };
	Object.assign(reply, await control('inbound', { phone: anna, gateway: 'metaCloud', text: 'Hi' }));
	const reaction = { message: reply.messages[0]?.id, emoji: '👍' };
	await control('inbound', { phone: anna, gateway: 'metaCloud', reaction });
	await control('faults', { gateway: 'metaCloud', fails: 'No' });
	await sendText('metaCloud', 'Lost');
	await sendText('metaCloud', 'The end');
	await phones.bubble('The end').waitFor();
}

const tabs = ['Controls', 'Traffic', 'Webhooks', 'Connect'];

test.each(['light', 'dark'] as const)(
	'axe finds nothing serious in %s',
	async (colorScheme) => {
		await phones.page.emulateMedia({ colorScheme });
		await phones.open();
		await fill();
		await phones.page.getByText('Choose', { exact: true }).click();
		for (const name of tabs) {
			await phones.page.getByRole('tab', { name }).click();
			expect([name, await phones.seriousFindings()]).toEqual([name, []]);
		}
		await phones.page.getByRole('tab', { name: 'Traffic' }).click();
		await phones.page
			.getByRole('button', { name: /request to/ })
			.first()
			.click();
		await phones.page.getByText('Answer: 200').waitFor();
		expect(await phones.seriousFindings()).toEqual([]);
		await phones.page.keyboard.press('Escape');
		await phones.page.setViewportSize({ width: 390, height: 760 });
		expect(await phones.seriousFindings()).toEqual([]);
		await phones.page.getByRole('button', { name: 'Close the panel' }).click();
		expect(await phones.seriousFindings()).toEqual([]);
	},
	120_000,
);

test('dark colours are kept for the next visit', async () => {
	await phones.page.emulateMedia({ colorScheme: 'light' });
	await phones.open();
	const color = 'getComputedStyle(document.documentElement).backgroundColor';
	const light = await phones.page.evaluate(color);
	await phones.page.getByRole('button', { name: 'Dark colours' }).click();
	const dark = await phones.page.evaluate(color);
	expect(dark).not.toBe(light);
	await phones.page.reload();
	await phones.page.getByRole('button', { name: 'Light colours' }).waitFor();
	expect(await phones.page.evaluate(color)).toBe(dark);
	await phones.page.getByRole('button', { name: 'Light colours' }).click();
	expect(await phones.page.evaluate(color)).toBe(light);
});

test('everything is reached with the keyboard', async () => {
	await phones.open();
	await phones.sendText('metaCloud', 'First');
	await phones.sendText('metaCloud', 'Second');
	await phones.bubble('Second').waitFor();
	const { keyboard } = phones.page;
	await phones.page.getByRole('link', { name: 'To the answer box' }).focus();
	await keyboard.press('Enter');
	await keyboard.type('By hand');
	await keyboard.press('Enter');
	await phones.bubble('By hand').waitFor();
	await phones.page.getByRole('log').focus();
	await keyboard.press('ArrowUp');
	await keyboard.press('ArrowUp');
	await keyboard.press('Enter');
	const menu = phones.bubble('Second').locator('.choices');
	await menu.getByRole('button', { name: 'React with 👍' }).waitFor();
	await keyboard.press('Escape');
	await menu.waitFor({ state: 'detached' });
	await phones.page.getByRole('tab', { name: 'Controls' }).focus();
	await keyboard.press('ArrowRight');
	await phones.page.getByRole('tab', { name: 'Traffic', selected: true }).waitFor();
	expect(await phones.page.evaluate('document.activeElement.id')).toBe('tab-traffic');
});

test('a sandbox that ends is missed in a sentence, and found again', async () => {
	const first = await serveSandbox({ port: 0 });
	const { port } = first;
	await phones.page.goto(first.url);
	await phones.page.getByRole('heading', { name: 'Anna Schmidt' }).first().waitFor();
	await phones.page.getByRole('textbox', { name: /^Message from/ }).fill('A draft');
	await first.close();
	const sentence = phones.page.getByText(/^The sandbox does not answer\./);
	await sentence.waitFor();
	const second = await serveSandbox({ port });
	await sentence.waitFor({ state: 'detached' });
	const draft = phones.page.getByRole('textbox', { name: /^Message from/ });
	expect(await draft.inputValue()).toBe('A draft');
	await phones.page.goto('about:blank');
	await second.close();
});
