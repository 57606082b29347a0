import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { chromium, selectors, type BrowserContext, type Page } from 'playwright-core';

import { HostFault } from './fault';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** A browser that shows local pages only. */
export interface Browser {
	readonly page: Page;
	close(): Promise<void>;
}

/** The Chromium of `CHROMIUM`, or one from the path. Throws {@link HostFault} where there is none. */
export function findChromium(): string {
	const candidates = (process.env['PATH'] ?? '')
		.split(path.delimiter)
		.flatMap((folder) => names.map((name) => path.join(folder, name)));
	const found = [process.env['CHROMIUM'] ?? '', ...candidates].find((file) => existsSync(file));
	if (!found) {
		throw new HostFault(
			'There is no Chromium or Chrome in the path; name one with the variable CHROMIUM.',
		);
	}
	return found;
}

/** Opens a page of this size, with a profile that is thrown away. */
export async function openBrowser(size: { width: number; height: number }): Promise<Browser> {
	// n8n marks its parts with data-test-id, not with Playwright's data-testid.
	selectors.setTestIdAttribute('data-test-id');
	const profile = mkdtempSync(path.join(os.tmpdir(), 'whatsapp-gateways-browser-'));
	const context = await chromium.launchPersistentContext(profile, {
		executablePath: findChromium(),
		viewport: size,
		deviceScaleFactor: 1.5,
		colorScheme: 'light',
		args: [
			...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
			...['--disable-gpu', '--no-first-run', '--disable-background-networking'],
			...['--disable-component-update', '--disable-sync', '--disable-extensions'],
		],
	});
	await stayLocal(context);
	return {
		page: await context.newPage(),
		async close() {
			await context.close();
			rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
		},
	};
}

async function stayLocal(context: BrowserContext): Promise<void> {
	const local = ['127.0.0.1', 'localhost'];
	await context.route(
		(url) => !local.includes(url.hostname) && url.protocol.startsWith('http'),
		(route) => route.abort(),
	);
}
