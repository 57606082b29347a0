import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import type { Locator, Page } from 'playwright-core';

import { openBrowser } from './browser';
import { fire } from './examples';
import { startDemo, type Demo } from './demo';
import { explain, HostFault } from './fault';
import { project } from './packed';
import { freePort } from './ports';
import { terminalProgress } from './progress';
import { owner } from './rest';

/**
 * Drives n8n's real editor as a person does, and writes the README's pictures to `docs/`. Fails
 * where a form does not show what it must.
 */
const pictures = path.join(project, 'docs');
const patience = 30_000;

async function logIn(page: Page, url: string): Promise<void> {
	await page.goto(`${url}/signin`, { waitUntil: 'domcontentloaded' });
	await page.locator('input[name="emailOrLdapLoginId"]').fill(owner.email);
	await page.locator('input[type="password"]').fill(owner.password);
	await page.getByRole('button', { name: /^sign in$/i }).click();
	await page.waitForURL(/\/(home|workflow)/, { timeout: patience });
}

async function openWorkflow(page: Page, demo: Demo, example: string): Promise<void> {
	const saved = demo.examples.find(({ name }) => name === example)?.saved;
	if (!saved) throw new HostFault(`There is no example ${example}.`);
	await page.goto(`${demo.server.url}/workflow/${saved.id}`);
	await page.getByTestId('canvas-node').first().waitFor({ timeout: patience });
}

async function shoot(page: Page, name: string): Promise<void> {
	await page.screenshot({ path: path.join(pictures, `${name}.png`), animations: 'disabled' });
	process.stdout.write(`docs/${name}.png\n`);
}

/** Waits until a field of the form holds this. Throws {@link HostFault}. */
async function untilShown(form: Locator, value: RegExp): Promise<void> {
	const deadline = Date.now() + patience;
	while (Date.now() < deadline) {
		const inputs = await form.locator('input[type="text"]').all();
		const values = await Promise.all(inputs.map((input) => input.inputValue()));
		if (values.some((shown) => value.test(shown))) return;
		await form.page().waitForTimeout(200);
	}
	throw new HostFault(`No field of the form shows ${String(value)}.`);
}

/** The node with a template chosen: its placeholders must be there, as fields. */
async function sendTemplate(page: Page, demo: Demo): Promise<void> {
	await page.setViewportSize({ width: 1360, height: 960 });
	await openWorkflow(page, demo, 'order-confirmation');
	await page.getByTestId('canvas-node').filter({ hasText: 'Confirm on WhatsApp' }).dblclick();
	const form = page.getByTestId('node-parameters');
	for (const blank of ['{{1}}', '{{2}}', '{{3}}']) {
		await form.getByText(blank).first().waitFor({ timeout: patience });
	}
	// The languages come from the gateway: their field says so, or that they could not be had.
	await untilShown(form, /^Chosen by/);
	await page.waitForTimeout(1000);
	await shoot(page, 'send-template');
	await page.keyboard.press('Escape');
}

/** The trigger, which says what has to be done at the gateway. */
async function trigger(page: Page, demo: Demo): Promise<void> {
	await page.setViewportSize({ width: 1360, height: 960 });
	await openWorkflow(page, demo, 'button-menu');
	await page.getByTestId('canvas-node').filter({ hasText: 'Somebody writes or taps' }).dblclick();
	const form = page.getByTestId('node-parameters');
	await form.getByText('1. ').first().waitFor({ timeout: patience });
	await page.waitForTimeout(1000);
	await shoot(page, 'trigger');
	await page.keyboard.press('Escape');
}

/** A whole workflow with its notes. */
async function workflow(page: Page, demo: Demo): Promise<void> {
	await page.setViewportSize({ width: 1500, height: 940 });
	await openWorkflow(page, demo, 'reply-or-template');
	await page.getByText('For a person to look at').first().waitFor({ timeout: patience });
	await page.getByTestId('zoom-to-fit').click();
	await page.waitForTimeout(1500);
	await shoot(page, 'workflow');
}

/** The phones after the examples were fired. */
async function phones(page: Page, demo: Demo): Promise<void> {
	for (const example of demo.examples) await fire(demo.rest, demo.sandboxUrl, example);
	await page.setViewportSize({ width: 1200, height: 720 });
	await page.goto(demo.sandboxUrl);
	await page.getByText('Hi Chloe').first().waitFor({ timeout: patience });
	await page.waitForTimeout(500);
	await shoot(page, 'phones');
}

async function main(): Promise<void> {
	mkdirSync(pictures, { recursive: true });
	const folder = mkdtempSync(path.join(os.tmpdir(), 'whatsapp-gateways-editor-'));
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
