import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import {
	chromium,
	selectors,
	type BrowserContext,
	type BrowserContextOptions,
	type Page,
} from 'playwright-core';

import { HostFault } from './fault';

const executables = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** A browser that opens local pages only. */
export interface Browser {
	readonly page: Page;
	close(): Promise<void>;
}

/** The path of Chromium: from `CHROMIUM`, or the first one in the path. Throws {@link HostFault}. */
function findChromium(): string {
	const candidates = (process.env['PATH'] ?? '')
		.split(path.delimiter)
		.flatMap((folder) => executables.map((name) => path.join(folder, name)));
	const found = [process.env['CHROMIUM'] ?? '', ...candidates].find((file) => existsSync(file));
	if (!found) {
		throw new HostFault(
			'Chromium or Chrome is not in the path: install it, or set CHROMIUM to its path.',
		);
	}
	return found;
}

/** Opens a page of this size, with a temporary profile; `options` make it another device, such as one with a touch screen. */
export async function openBrowser(
	size: { width: number; height: number },
	options: Pick<BrowserContextOptions, 'hasTouch' | 'isMobile'> = {},
): Promise<Browser> {
	// n8n marks its elements with data-test-id, not with Playwright's data-testid.
	selectors.setTestIdAttribute('data-test-id');
	const profile = mkdtempSync(path.join(os.tmpdir(), 'whatsapp-gateways-browser-'));
	const context = await chromium.launchPersistentContext(profile, {
		executablePath: findChromium(),
		...{ ...options, viewport: size },
		deviceScaleFactor: 1.5,
		colorScheme: 'light',
		args: [
			...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
			...['--disable-gpu', '--no-first-run', '--disable-background-networking'],
			...['--disable-component-update', '--disable-sync', '--disable-extensions'],
		],
	});
	await blockRemoteRequests(context);
	return {
		page: await context.newPage(),
		async close() {
			await context.close();
			rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
		},
	};
}

async function blockRemoteRequests(context: BrowserContext): Promise<void> {
	const localHosts = ['127.0.0.1', 'localhost'];
	await context.route(
		(url) => !localHosts.includes(url.hostname) && url.protocol.startsWith('http'),
		(route) => route.abort(),
	);
}
