import { useState } from 'preact/hooks';

import { html } from '../html';
import { act, ask } from '../state/actions';
import { model } from '../state/stores';
import { useStore } from '../state/store';
import { secondOf } from '../state/time';
import { isGood } from './trafficEntries';

/** Adds an address, as in a gateway's dashboard. */
function AddWebhook() {
	const gateways = useStore(model, (known) => known.gateways).filter((one) => one.hasWebhooks);
	const [gateway, setGateway] = useState('');
	const [url, setUrl] = useState('');
	const [refusal, setRefusal] = useState('');
	const id = gateway || (gateways[0]?.id ?? '');
	const add = async (event: Event) => {
		event.preventDefault();
		try {
			await ask('POST', 'webhooks', { gateway: id, url: url.trim() });
			setUrl('');
			setRefusal('');
		} catch (reason) {
			setRefusal(reason instanceof Error ? reason.message : String(reason));
		}
	};
	return html`<form class="stacked" onSubmit=${add}>
		<h2>Add a webhook</h2>
		<label>
			Gateway
			<select
				value=${id}
				onChange=${({ currentTarget }: { currentTarget: HTMLSelectElement }) =>
					setGateway(currentTarget.value)}
			>
				${gateways.map((one) => html`<option key=${one.id} value=${one.id}>${one.name}</option>`)}
			</select>
		</label>
		<label>
			Address
			<input
				type="url"
				required
				placeholder="http://127.0.0.1:5678/webhook/…"
				value=${url}
				onInput=${({ currentTarget }: { currentTarget: HTMLInputElement }) => setUrl(currentTarget.value)}
			/>
		</label>
		<p class="hint">
			A trigger in n8n whose credential points here adds itself. For everything else, write where the
			events should go; the gateway’s test call goes there at once.
		</p>
		${refusal !== '' && html`<p role="alert">${refusal}</p>`}
		<div class="row"><button type="submit" class="main">Add</button></div>
	</form>`;
}

/** Where the gateways deliver what happens. */
export function Webhooks() {
	const webhooks = useStore(model, (known) => known.webhooks);
	const gateways = useStore(model, (known) => known.gateways);
	const nameOf = (id: string) => gateways.find((one) => one.id === id)?.name ?? id;
	const remove = (id: string) => void act('DELETE', `webhooks?id=${encodeURIComponent(id)}`);
	return html`<section>
			<h2>Webhooks</h2>
			${
				webhooks.length === 0 &&
				html`<p class="empty">No gateway has one: what people write is delivered to nobody.</p>`
			}
			<ul class="webhooks">
				${webhooks.map(
					({ id, gateway, url, isActive, last }) =>
						html`<li key=${id}>
							<strong>${nameOf(gateway)}</strong>
							<span class="url">${url}</span>
							<small>
								${
									last === null
										? 'Nothing was delivered yet.'
										: html`Last answer:${' '}<span
													class=${isGood(last.status) ? 'status good' : 'status bad'}
													>${last.status ?? 'none'}</span
												>${` for ${last.event}, ${secondOf(last.at)}, ${last.ms} ms`}`
								}
								${!isActive && ' Paused by the gateway.'}
							</small>
							<button
								type="button"
								aria-label=${`Remove ${url} from ${nameOf(gateway)}`}
								onClick=${() => remove(id)}
							>
								Remove
							</button>
						</li>`,
				)}
			</ul>
		</section>
		<section><${AddWebhook} /></section>`;
}
