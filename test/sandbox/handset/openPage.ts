import { readFileSync } from 'node:fs';

import type { Locator } from 'playwright-core';

import { openBrowser } from '../../../host/browser';
import { serveSandbox } from '../../../sandbox/serve';
import { factsFor } from '../facts';

export const anna = '+491713920012';

const wide = { width: 1280, height: 860 };

/** A served sandbox with its page in a real browser; what the page complains about is kept. */
export async function openPhones() {
	const served = await serveSandbox({ port: 0 });
	const { page, close } = await openBrowser(wide);
	page.setDefaultTimeout(20_000);
	const complaints: string[] = [];
	page.on('pageerror', ({ message }) => complaints.push(message));
	page.on('console', (said) => {
		// A refusal of the sandbox is what some tests are about.
		const isAnswer = said.text().startsWith('Failed to load resource');
		if (said.type() === 'error' && !isAnswer) complaints.push(said.text());
	});

	const ask = async (method: string, path: string, body?: object, token?: string) => {
		const answer = await fetch(`${served.url}${path}`, {
			method,
			headers: {
				...(body !== undefined && { 'content-type': 'application/json' }),
				...(token !== undefined && { authorization: `Bearer ${token}` }),
			},
			...(body !== undefined && { body: JSON.stringify(body) }),
		});
		const text = await answer.text();
		return { status: answer.status, body: text.startsWith('{') ? JSON.parse(text) : text };
	};
	/** Calls the control API. */
	const control = async (path: string, body: object = {}) => {
		const answer = await ask('POST', `/_sandbox/${path}`, body);
		if (answer.status >= 300) throw new Error(JSON.stringify(answer.body));
		return answer.body;
	};
	/** Sends a text to Anna through a gateway; the status of its answer. */
	const sendText = async (gateway: string, words: string, to = anna) => {
		const { token, text } = factsFor(gateway);
		return (await ask('POST', `/${gateway}${text.path}`, text.body(to, words), token)).status;
	};
	/** Sends anything to Anna through Meta. */
	const send = async (message: object) => {
		const { token, text } = factsFor('metaCloud');
		const body = { messaging_product: 'whatsapp', to: anna, ...message };
		const answer = await ask('POST', `/metaCloud${text.path}`, body, token);
		if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
		return answer.body;
	};
	const { messages } = served.sandbox.store.ledger;
	return {
		...{ served, page, complaints, ask, control, sendText, send },
		/** Everything that is on the phones. */
		ledger: () => served.sandbox.store.ledger.messages ?? messages,
		/** Opens a conversation on a sandbox as in the beginning. */
		async open(phone = anna, gateway = 'metaCloud', size = wide) {
			await control('reset');
			await page.goto('about:blank');
			await page.setViewportSize(size);
			await page.goto(`${served.url}/#${phone}/${gateway}`);
			await page.locator('.people .person').first().waitFor({ state: 'attached' });
		},
		/** The bubble with these words. */
		bubble: (words: string): Locator => page.locator('article', { hasText: words }).last(),
		/** Waits for a tick with this label on the message with these words. */
		async tick(words: string, label: string) {
			const bubble = page.locator('article', { hasText: words }).last();
			await bubble.getByRole('img', { name: label, exact: true }).waitFor();
		},
		/** Waits until an expression is true; the page's policy refuses to do so inside it. */
		async until(expression: string) {
			for (let tries = 0; tries < 400; tries += 1) {
				if (await page.evaluate(expression)) return;
				await page.waitForTimeout(50);
			}
			throw new Error(`It has not become true: ${expression}`);
		},
		/** What axe finds serious or worse. */
		async seriousFindings() {
			await page.evaluate(readFileSync(require.resolve('axe-core'), 'utf8'));
			const found = await page.evaluate<unknown[]>(
				`axe.run().then(({ violations }) => violations
					.filter(({ impact }) => impact === 'serious' || impact === 'critical')
					.map(({ id, nodes }) => [id, nodes[0].html.slice(0, 200), nodes[0].failureSummary]))`,
			);
			return found;
		},
		async close() {
			await close();
			await served.close();
		},
	};
}

/** What {@link openPhones} gives. */
export type Phones = Awaited<ReturnType<typeof openPhones>>;
