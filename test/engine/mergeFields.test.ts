import type { INodeParameters } from 'n8n-workflow';

import { runItems } from './engine';
import { templateJson, text } from './nodeParameters';
import { anna, startSandbox, type Sandbox } from './sandboxClient';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(async () => await sandbox.reset());

const written = 'My mail is @{contact_email}, @{contact_phone}';
const asWritten = (words = '') => words.replaceAll('\u200B', '');

async function bodyOf(gateway: string, parameters: INodeParameters): Promise<string | undefined> {
	await runItems(sandbox.account(gateway), parameters, [{ phone: anna, text: written }]);
	return (await sandbox.delivered())[0]?.body;
}

test('a text that a customer wrote is filled by WA.CR, unless Merge Fields is off', async () => {
	expect(await bodyOf('wacr', text())).toContain(anna);
	await sandbox.reset();
	const body = await bodyOf('wacr', text({ options: { mergeFields: false } }));
	expect(body).not.toContain(anna);
	expect(asWritten(body)).toBe(written);
});

test('so is a value of a template', async () => {
	const values = { 1: written, 2: 'A-1', 3: '5 €' };
	const options = { mergeFields: false };
	expect(await bodyOf('wacr', templateJson('order_confirmation', values))).toContain(anna);
	await sandbox.reset();
	const body = await bodyOf('wacr', templateJson('order_confirmation', values, { options }));
	expect(asWritten(body)).toContain(written);
});

test('a gateway that fills none gets the text as it is', async () => {
	const body = await bodyOf('metaCloud', text({ options: { mergeFields: false } }));
	expect(body).toBe(written);
});
