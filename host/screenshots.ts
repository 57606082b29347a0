import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import type { Locator, Page } from 'playwright-core';

import { openBrowser } from './browser';
import { terminalProgress } from './cli/progress';
import { startDemo, type Demo } from './demo';
import { takeExamplePictures } from './examplePictures';
import { triggerExample } from './examples/triggerExample';
import { explain, HostFault } from './fault';
import { projectFolder } from './project';
import { owner } from './rest/rest';
import { freePort } from './server/ports';

/**
 * Drives n8n's editor in Chromium and writes the README's pictures to `docs/`. Fails if a form does
 * not show the expected fields.
 */
const pictureFolder = path.join(projectFolder, 'docs');
const timeout = 30_000;

async function logIn(page: Page, url: string): Promise<void> {
	await page.goto(`${url}/signin`, { waitUntil: 'domcontentloaded' });
	await page.locator('input[name="emailOrLdapLoginId"]').fill(owner.email);
	await page.locator('input[type="password"]').fill(owner.password);
	await page.getByRole('button', { name: /^sign in$/i }).click();
	await page.waitForURL(/\/(home|workflow)/, { timeout });
}

async function openWorkflow(page: Page, demo: Demo, example: string): Promise<void> {
	const saved = demo.examples.find(({ name }) => name === example)?.saved;
	if (!saved) throw new HostFault(`There is no example ${example}.`);
	await page.goto(`${demo.server.url}/workflow/${saved.id}`);
	await page.getByTestId('canvas-node').first().waitFor({ timeout });
}

async function takePicture(page: Page, name: string): Promise<void> {
	await page.screenshot({ path: path.join(pictureFolder, `${name}.png`), animations: 'disabled' });
	process.stdout.write(`docs/${name}.png\n`);
}

/** Waits until a field of the form has this value. Throws {@link HostFault}. */
async function untilShown(form: Locator, value: RegExp): Promise<void> {
	const deadline = Date.now() + timeout;
	while (Date.now() < deadline) {
		const inputs = await form.locator('input[type="text"]').all();
		const values = await Promise.all(inputs.map((input) => input.inputValue()));
		if (values.some((shown) => value.test(shown))) return;
		await form.page().waitForTimeout(200);
	}
	throw new HostFault(`No field of the form shows ${String(value)}.`);
}

/** The node with a template: shows each placeholder as a field. */
async function sendTemplate(page: Page, demo: Demo): Promise<void> {
	await page.setViewportSize({ width: 1360, height: 960 });
	await openWorkflow(page, demo, 'order-confirmation');
	await page.getByTestId('canvas-node').filter({ hasText: 'Confirm on WhatsApp' }).dblclick();
	const form = page.getByTestId('node-parameters');
	for (const placeholder of ['{{1}}', '{{2}}', '{{3}}']) {
		await form.getByText(placeholder).first().waitFor({ timeout });
	}
	// The languages come from the gateway; a fault would show in their field.
	await untilShown(form, /^(?:Chosen by|English)/);
	await page.waitForTimeout(1000);
	await takePicture(page, 'send-template');
	await page.keyboard.press('Escape');
}

/** The trigger: says how it is connected. */
async function trigger(page: Page, demo: Demo): Promise<void> {
	await page.setViewportSize({ width: 1360, height: 960 });
	await openWorkflow(page, demo, 'button-menu');
	await page.getByTestId('canvas-node').filter({ hasText: 'Somebody writes or taps' }).dblclick();
	const form = page.getByTestId('node-parameters');
	await form.getByText('The sandbox stands for').first().waitFor({ timeout });
	await page.waitForTimeout(1000);
	await takePicture(page, 'trigger');
	await page.keyboard.press('Escape');
}

/** A whole workflow with its notes. */
async function workflow(page: Page, demo: Demo): Promise<void> {
	await page.setViewportSize({ width: 1500, height: 940 });
	await openWorkflow(page, demo, 'reply-or-template');
	await page.getByText('For a person to look at').first().waitFor({ timeout });
	await page.getByTestId('zoom-to-fit').click();
	await page.waitForTimeout(1500);
	await takePicture(page, 'workflow');
}

/** Messages of an example whose phones still fit into a picture. */
const maxMessages = 20;

/** The phones after all examples have run, but for the one that writes to a thousand. */
async function phones(page: Page, demo: Demo): Promise<void> {
	for (const example of demo.examples) {
		if (example.expectedMessages.length > maxMessages) continue;
		await triggerExample(demo.rest, demo.sandboxUrl, example);
	}
	await page.setViewportSize({ width: 1440, height: 860 });
	// Anna, to whom most examples write, and the gateway that most of them use.
	await page.goto(`${demo.sandboxUrl}/#+491713920012/metaCloud`);
	await page.locator('article').nth(3).waitFor({ timeout });
	await page.getByRole('tab', { name: 'Controls' }).waitFor({ timeout });
	await page.waitForTimeout(500);
	await takePicture(page, 'phones');
}

async function main(): Promise<void> {
	mkdirSync(pictureFolder, { recursive: true });
	const folder = mkdtempSync(path.join(os.tmpdir(), 'whatsapp-gateways-screenshots-'));
	const closers: Array<() => Promise<void>> = [];
	try {
		const browser = await openBrowser({ width: 1360, height: 960 });
		closers.push(browser.close);
		const demo = await startDemo({
			folder,
			port: await freePort(),
			sandboxPort: 0,
			progress: terminalProgress(),
		});
		closers.push(demo.stop);
		await logIn(browser.page, demo.server.url);
		await sendTemplate(browser.page, demo);
		await trigger(browser.page, demo);
		await workflow(browser.page, demo);
		await takeExamplePictures(browser.page, demo);
		await phones(browser.page, demo);
	} finally {
		for (const close of closers.reverse()) await close();
		rmSync(folder, { recursive: true, force: true });
	}
}

main().then(
	() => process.exit(0),
	(reason: unknown) => {
		process.stderr.write(`${explain(reason)}\n`);
		process.exit(1);
	},
);
