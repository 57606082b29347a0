import type { RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';

import type { LoggedExchange } from '../../../state/requestLog';
import type { LoggedAttempt } from '../../../webhooks/deliveryLog';
import { html } from '../html';
import { act, ask } from '../state/actions';
import { CopyButton } from './copyButton';
import { curlOf } from './curl';
import type { TrafficEntry } from './trafficEntries';

type LoggedContent = LoggedExchange['request'];

/** Something that went over the line, with all that is kept of it. */
interface Exchange {
	readonly method: string;
	readonly url: string;
	readonly status: number | null;
	readonly request: LoggedContent;
	readonly response: LoggedContent;
}

async function load({ way, id, attempt }: TrafficEntry): Promise<Exchange> {
	const query = `?id=${encodeURIComponent(id)}`;
	if (way === 'request') {
		const found = await ask<LoggedExchange>('GET', `request${query}`);
		return { ...found, url: `${location.origin}${found.url}` };
	}
	const { attempts } = await ask<{ attempts: readonly LoggedAttempt[] }>('GET', `delivery${query}`);
	const found = attempts.find((one) => one.attempt === attempt) ?? attempts[0];
	if (found === undefined) throw new Error('It is no longer kept.');
	return { ...found, method: 'POST' };
}

/** JSON line by line; everything else as it is. */
function pretty(body: string): string {
	try {
		return JSON.stringify(JSON.parse(body), null, 2);
	} catch {
		return body;
	}
}

function Content({ title, content }: { title: string; content: LoggedContent }) {
	const headers = Object.entries(content.headers);
	return html`<h3>${title}</h3>
		<details open=${headers.length < 8}>
			<summary>${headers.length} headers</summary>
			<dl>
				${headers.map(
					([name, value]) =>
						html`<div>
							<dt>${name}</dt>
							<dd>${value}</dd>
						</div>`,
				)}
			</dl>
		</details>
		${
			content.body === ''
				? html`<p class="empty">No body.</p>`
				: html`<pre tabindex="0" role="group" aria-label=${`Body of the ${title.toLowerCase()}`}>
${pretty(content.body)}</pre>`
		}`;
}

/** One request or webhook with headers and bodies, in front of the page. */
export function ExchangeDialog(props: {
	dialog: RefObject<HTMLDialogElement>;
	entry: TrafficEntry | null;
}) {
	const { dialog, entry } = props;
	const [exchange, setExchange] = useState<Exchange | null>(null);
	const [reason, setReason] = useState('');
	useEffect(() => {
		let isCurrent = true;
		setExchange(null);
		setReason('');
		if (entry === null) return undefined;
		load(entry).then(
			(found) => isCurrent && setExchange(found),
			(refusal: unknown) =>
				isCurrent && setReason(refusal instanceof Error ? refusal.message : String(refusal)),
		);
		return () => {
			isCurrent = false;
		};
	}, [entry]);
	const close = () => dialog.current?.close();
	return html`<dialog ref=${dialog} class="exchange" aria-label="What went over the line">
		<div class="ends">
			<h2>${entry?.way === 'webhook' ? 'Webhook' : 'Request'}</h2>
			${
				entry?.way === 'webhook' &&
				html`<button
					type="button"
					onClick=${() => {
						close();
						void act('POST', 'deliveries/repeat', { id: entry.id });
					}}
				>
					Send it again
				</button>`
			}
			${
				exchange !== null &&
				html`<${CopyButton}
					text=${curlOf({ ...exchange, ...exchange.request })}
					label="Copy as curl"
				/>`
			}
			<button type="button" onClick=${close}>Close</button>
		</div>
		${reason !== '' && html`<p role="alert">${reason}</p>`}
		${
			exchange !== null &&
			html`<p class="line"><strong>${exchange.method}</strong> ${exchange.url}</p>
				<${Content} title="Request" content=${exchange.request} />
				<${Content} title=${`Answer: ${exchange.status ?? 'none'}`} content=${exchange.response} />`
		}
	</dialog>`;
}
