import { mkdirSync } from 'node:fs';
import path from 'node:path';

import type { Page } from 'playwright-core';

import type { Demo } from './demo';
import { projectFolder } from './project';

const folder = path.join(projectFolder, 'docs/examples');
const timeout = 30_000;

/** What lies over the canvas and is no part of a workflow. */
const covering = [
	'[data-test-id="canvas-controls"]',
	'[data-test-id="canvas-minimap"]',
	'[data-test-id="canvas-execute-workflow-button"]',
	'[class*="executionButtons"]',
	'[class*="nodeViewCreatorWrapper"]',
	'.vue-flow__minimap',
	'.vue-flow__panel',
	'[class*="_chatHub"], [class*="floatingButton"]',
	// n8n's checklist for production opens by itself after a while.
	'[data-reka-popper-content-wrapper]',
].join(', ');

/** Waits until the canvas has all notes of a workflow: they come one after the other. */
async function openCanvas(page: Page, url: string, noteCount: number): Promise<void> {
	await page.goto(url);
	await page.getByTestId('canvas-node').first().waitFor({ timeout });
	await page
		.getByTestId('sticky')
		.nth(noteCount - 1)
		.waitFor({ timeout });
	await page.getByTestId('zoom-to-fit').click();
	await page.waitForTimeout(1000);
}

/** Takes a small picture of each example's canvas, for its card in `examples/README.md`. */
export async function takeExamplePictures(page: Page, demo: Demo): Promise<void> {
	mkdirSync(folder, { recursive: true });
	await page.setViewportSize({ width: 1240, height: 700 });
	for (const { name, saved, workflow } of demo.examples) {
		const notes = workflow.nodes.filter(({ type }) => type.endsWith('.stickyNote'));
		await openCanvas(page, `${demo.server.url}/workflow/${saved.id}`, notes.length);
		await page.getByTestId('canvas').screenshot({
			...{ path: path.join(folder, `${name}.png`), animations: 'disabled', scale: 'css' },
			style: `${covering} { visibility: hidden !important; }`,
		});
		process.stdout.write(`docs/examples/${name}.png\n`);
	}
}
