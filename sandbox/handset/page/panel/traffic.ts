import { useMemo, useRef, useState } from 'preact/hooks';

import { html } from '../html';
import { secondOf } from '../state/time';
import { model } from '../state/stores';
import { useStore } from '../state/store';
import { ExchangeDialog } from './exchange';
import { isGood, trafficEntries, type TrafficEntry } from './trafficEntries';

const ways = { request: '→', webhook: '←' } as const;
const wayNames = { request: 'request to', webhook: 'webhook from' } as const;

/** Every request to the gateways and every webhook of theirs. */
export function Traffic() {
	const requests = useStore(model, (known) => known.requests);
	const deliveries = useStore(model, (known) => known.deliveries);
	const gateways = useStore(model, (known) => known.gateways);
	const [only, setOnly] = useState('');
	const [opened, setOpened] = useState<TrafficEntry | null>(null);
	const dialog = useRef<HTMLDialogElement>(null);
	const all = useMemo(() => trafficEntries(requests, deliveries), [requests, deliveries]);
	const shown = all.filter(({ gateway }) => only === '' || gateway === only);
	const nameOf = (id: string) => gateways.find((one) => one.id === id)?.name ?? id;
	const remarkOf = ({ gateway, at, attempt }: TrafficEntry) =>
		`${nameOf(gateway)}, ${secondOf(at)}${attempt > 1 ? `, attempt ${attempt}` : ''}`;
	const open = (entry: TrafficEntry) => {
		setOpened(entry);
		dialog.current?.showModal();
	};
	return html`<section>
			<label>
				Gateway
				<select
					value=${only}
					onChange=${({ currentTarget }: { currentTarget: HTMLSelectElement }) =>
						setOnly(currentTarget.value)}
				>
					<option value="">All of them</option>
					${gateways.map(({ id, name }) => html`<option key=${id} value=${id}>${name}</option>`)}
				</select>
			</label>
			<p class="legend">→ requests to a gateway, ← its webhooks; the newest first.</p>
			${shown.length === 0 && html`<p class="empty">Nothing has gone over the line yet.</p>`}
			<ul class="traffic">
				${shown.map(
					(entry) =>
						html`<li key=${entry.key}>
							<button type="button" onClick=${() => open(entry)}>
								<span class=${`way ${entry.way}`} aria-hidden="true">${ways[entry.way]}</span>
								<span class="what">
									<span class="hidden">${wayNames[entry.way]} ${nameOf(entry.gateway)}: </span>
									<span>${entry.what}</span>
									<small>${remarkOf(entry)}</small>
								</span>
								<span class=${isGood(entry.status) ? 'status good' : 'status bad'}
									>${entry.status ?? 'no answer'}</span
								>
							</button>
						</li>`,
				)}
			</ul>
		</section>
		<${ExchangeDialog} dialog=${dialog} entry=${opened} />`;
}
