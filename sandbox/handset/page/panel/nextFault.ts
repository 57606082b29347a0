import { useEffect, useState } from 'preact/hooks';

import type { NamedFault } from '../../../faults/namedFaults';
import { html } from '../html';
import { act, ask, change } from '../state/actions';
import { model } from '../state/stores';
import { useStore } from '../state/store';

type Planned = Readonly<Record<string, unknown>>;

/** The title of a fault that waits for its message. */
function titleOf(planned: Planned, named: readonly NamedFault[]): string {
	const found = named.find(({ effects }) =>
		Object.entries(effects).every(
			([name, value]) => JSON.stringify(planned[name]) === JSON.stringify(value),
		),
	);
	return found?.title ?? 'A fault of the control API';
}

/** Lets the next message to the person in front have a fault. */
export function NextFault(props: {
	phone: string;
	who: string;
	business: { readonly id: string; readonly name: string };
}) {
	const { phone, who, business } = props;
	const [named, setNamed] = useState<readonly NamedFault[]>([]);
	const [chosen, setChosen] = useState('');
	const planned = useStore(model, (known) => known.faults);
	const gateways = useStore(model, (known) => known.gateways);
	useEffect(() => {
		void ask<{ faults: readonly NamedFault[] }>('GET', 'faults/named').then(
			({ faults }) => setNamed(faults),
			() => {},
		);
	}, []);
	const fault = named.find(({ name }) => name === chosen) ?? named[0];
	const plan = () =>
		fault && void change('faults', { gateway: business.id, phone, times: 1, ...fault.effects });
	const nameOf = (id: string | undefined) =>
		gateways.find((one) => one.id === id)?.name ?? 'any gateway';
	const remarkOf = ({ gateway, phone: whose, times }: (typeof planned)[number]) =>
		`${nameOf(gateway)}, ${whose ?? 'anybody'}${times > 1 ? `, ${times} times` : ''}`;
	return html`<section>
		<h2>The next message to ${who}</h2>
		<label>
			What happens to it at ${business.name}
			<select
				value=${fault?.name ?? ''}
				onChange=${({ currentTarget }: { currentTarget: HTMLSelectElement }) =>
					setChosen(currentTarget.value)}
			>
				${named.map(({ name, title }) => html`<option key=${name} value=${name}>${title}</option>`)}
			</select>
		</label>
		<div class="row">
			<button type="button" onClick=${plan} disabled=${fault === undefined}>Let it happen</button>
			${fault !== undefined && html`<small>${fault.arrives ? 'It comes to the phone.' : 'It does not come to the phone.'}</small>`}
		</div>
		${
			planned.length > 0 &&
			html`<ul class="planned" aria-label="Faults to come">
					${planned.map(
						(one) =>
							html`<li>
								<strong>${titleOf({ ...one }, named)}</strong>
								<small>${remarkOf(one)}</small>
							</li>`,
					)}
				</ul>
				<button type="button" onClick=${() => void act('DELETE', 'faults')}>
					Let nothing happen
				</button>`
		}
	</section>`;
}
