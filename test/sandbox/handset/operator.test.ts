import { receiver } from '../receiver';
import { anna, openPhones, type Phones } from './openPage';

let phones: Phones;
beforeAll(async () => {
	phones = await openPhones();
	await phones.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
});
afterAll(async () => await phones.close());
afterEach(() => expect(phones.complaints.splice(0)).toEqual([]));

const button = (name: string) => phones.page.getByRole('button', { name, exact: true });
const tab = async (name: string) => await phones.page.getByRole('tab', { name }).click();
/** Turns a switch and waits until the page says so. */
const turn = async (name: string, isOn: boolean) => {
	const found = phones.page.getByRole('switch', { name });
	await found.click();
	await phones.page.getByRole('switch', { name, checked: isOn }).waitFor();
};
const write = async (words: string) => {
	const box = phones.page.getByRole('textbox', { name: /^Message from/ });
	await box.fill(words);
	await box.press('Enter');
	await phones.bubble(words).waitFor();
};
/** Waits until nothing is on its way to webhooks. */
const settled = async () => await phones.served.sandbox.deliveries.settled();

test('a window that is closed here refuses texts, and takes them once it is open', async () => {
	await phones.open();
	expect(await phones.sendText('metaCloud', 'One')).toBe(200);
	await button('Close the window').click();
	await phones.page.locator('.panel').getByText('Window closed, templates only').waitFor();
	expect(await phones.sendText('metaCloud', 'Two')).toBe(400);
	expect(await phones.sendText('mojeeb', 'Another number')).toBeLessThan(300);
	await button('Open the window').click();
	await phones.page
		.locator('.panel')
		.getByText(/^Window open until/)
		.waitFor();
	expect(await phones.sendText('metaCloud', 'Three')).toBe(200);
});

test('messages stay at one tick while the phone is off', async () => {
	await phones.open();
	await turn('Phone off', true);
	await phones.sendText('metaCloud', 'Wake up');
	await phones.tick('Wake up', 'Sent');
	await button('+ 1 hour').click();
	await phones.page.getByText('Anna Schmidt’s phone is off.').waitFor();
	const { statuses } = phones.served.sandbox.store;
	const statusOf = () =>
		phones
			.ledger()
			.slice(-1)
			.map((message) => statuses.of(message).status);
	expect(statusOf()).toEqual(['sent']);
	await button('Turn it on').click();
	await phones.tick('Wake up', 'Delivered');
	expect(statusOf()).toEqual(['delivered']);
});

test('a person who blocks the business is not reached, opts out, and hides the number', async () => {
	await phones.open();
	await turn('Business blocked', true);
	await phones.sendText('metaCloud', 'Hello?');
	await phones.tick('Hello?', 'Sent');
	await button('+ 1 hour').click();
	await phones.sendText('metaCloud', 'Still there?');
	await phones.tick('Hello?', 'Sent');
	await button('Unblock').click();
	await turn('Opted out', true);
	const { contacts } = phones.served.sandbox.store;
	expect(contacts.find('metaCloud', anna)).toMatchObject({ optedOut: true });
	expect(contacts.find('qyvo', anna)).toMatchObject({ optedOut: false });
	await turn('Opted out', false);
	await turn('Number hidden', true);
	await write('Guess who');
	expect(phones.ledger().at(-1)?.hiddenAs).toMatch(/^DE\.\d+$/);
	await turn('Number hidden', false);
	await write('It is me');
	expect(phones.ledger().at(-1)?.hiddenAs).toBeNull();
});

test('the next message meets the chosen fault, and only that one', async () => {
	await phones.open();
	await phones.page
		.getByRole('combobox', { name: 'What happens to it at Meta Cloud API' })
		.selectOption({ label: 'Refused: the gateway is down (503)' });
	await button('Let it happen').click();
	const planned = phones.page.getByRole('list', { name: 'Faults to come' });
	await planned.getByText('Refused: the gateway is down (503)').waitFor();
	expect(await phones.sendText('qyvo', 'Elsewhere')).toBeLessThan(300);
	expect(await phones.sendText('metaCloud', 'Down')).toBe(503);
	await planned.waitFor({ state: 'detached' });
	expect(await phones.sendText('metaCloud', 'Up')).toBe(200);
	await button('Let it happen').click();
	await button('Let nothing happen').click();
	await planned.waitFor({ state: 'detached' });
	expect(await phones.sendText('metaCloud', 'Still up')).toBe(200);
});

test('a request is shown with its answer, and copied as curl without its secret', async () => {
	await phones.open();
	await phones.sendText('metaCloud', 'It’s here');
	await tab('Traffic');
	await phones.page
		.getByRole('button', { name: /request to Meta Cloud API: POST .*messages/ })
		.click();
	const dialog = phones.page.getByRole('dialog', { name: 'What went over the line' });
	await dialog.getByText('Answer: 200').waitFor();
	await dialog.getByText('It’s here').waitFor();
	expect(await dialog.textContent()).not.toContain('meta-sandbox-token');
	await dialog.getByRole('button', { name: 'Copy as curl' }).click();
	await dialog.getByRole('button', { name: 'Copied ✓' }).waitFor();
	const copied = await phones.page.evaluate<string>('navigator.clipboard.readText()');
	expect(copied).toContain(`curl -X POST '${phones.served.url}/metaCloud/v24.0/`);
	expect(copied).toContain(`-H 'authorization: Bearer YOUR_SECRET'`);
	expect(copied).toContain('It’s here');
	await dialog.getByRole('button', { name: 'Close' }).click();
	await dialog.waitFor({ state: 'hidden' });
});

test('a webhook is added, shows its last answer, is sent again and removed', async () => {
	const hook = await receiver();
	try {
		await phones.open(anna, 'xobito');
		await tab('Webhooks');
		const address = phones.page.getByRole('textbox', { name: 'Address' });
		await phones.page.locator('form').getByLabel('Gateway').selectOption({ label: 'Xobito' });
		await address.fill('https://example.com/hook');
		await button('Add').click();
		await phones.page
			.getByRole('alert')
			.getByText(/^url: /)
			.waitFor();
		await address.fill(hook.url);
		await button('Add').click();
		await phones.page.locator('.webhooks').getByText('Nothing was delivered yet.').waitFor();
		await write('Do you hear me?');
		await phones.page.locator('.webhooks').getByText('200', { exact: true }).waitFor();
		await settled();
		const isMessage = ({ body }: { body: string }) => body.includes('Do you hear me?');
		expect(hook.got.filter(isMessage)).toHaveLength(1);
		await tab('Traffic');
		await phones.page
			.getByRole('button', { name: /webhook from Xobito/ })
			.first()
			.click();
		await button('Send it again').click();
		await phones.page.getByText('attempt 2').waitFor();
		const [first, second] = hook.got.filter(isMessage);
		expect(second?.json).toEqual(first?.json);
		await tab('Webhooks');
		await button(`Remove ${hook.url} from Xobito`).click();
		await phones.page.getByText(/^No gateway has one/).waitFor();
		await write('And now?');
		await settled();
		expect(hook.got.some(({ body }) => body.includes('And now?'))).toBe(false);
	} finally {
		await hook.close();
	}
});

test('the clock moves on and runs faster, and everything starts over', async () => {
	await phones.open();
	await write('Hello');
	await tab('Controls');
	const { clock } = phones.served.sandbox.store;
	await button('24 hours later').click();
	await phones.page.locator('.panel').getByText('Window closed, templates only').waitFor();
	expect(clock.now() - Date.now()).toBeGreaterThan(23 * 3_600_000);
	await phones.page.getByLabel('Speed').selectOption({ label: '60 times as fast' });
	await phones.page
		.locator('.panel')
		.getByText(/, 60 times as fast/)
		.first()
		.waitFor();
	expect(clock.speed).toBe(60);
	phones.page.once('dialog', (dialog) => void dialog.accept());
	await button('Start over').first().click();
	await phones.bubble('Hello').getByText('Hello', { exact: true }).waitFor({ state: 'detached' });
	expect(clock.speed).toBe(1);
});

test('the page leads to n8n and to the example to begin with', async () => {
	await phones.open();
	const editorUrl = 'http://127.0.0.1:5678';
	const firstExample = { name: 'First', url: `${editorUrl}/workflow/1`, hint: 'Open it.' };
	await phones.control('guide', { editorUrl, firstExample });
	const link = (name: string) => phones.page.getByRole('link', { name });
	await link('First').waitFor();
	expect(await link('First').getAttribute('href')).toBe(firstExample.url);
	expect(await link('Open n8n').getAttribute('href')).toBe(`${editorUrl}/`);
	await button('Put this note away').click();
	await link('First').waitFor({ state: 'detached' });
});

test('what a credential needs is on the page', async () => {
	await phones.open();
	await tab('Connect');
	await phones.page.getByText(`${phones.served.url}/qyvo/api/v1`).waitFor();
});
