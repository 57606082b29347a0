import { html } from '../html';
import { Icon } from '../icons';
import { showPanel } from '../state/actions';
import { panelTabs, type PanelTab } from '../state/place';
import { place } from '../state/stores';
import { useStore } from '../state/store';
import { Connect } from './connect';
import { Controls } from './controls';
import { Traffic } from './traffic';
import { Webhooks } from './webhooks';

const tabs = {
	controls: ['Controls', Controls],
	traffic: ['Traffic', Traffic],
	webhooks: ['Webhooks', Webhooks],
	connect: ['Connect', Connect],
} as const satisfies Record<PanelTab, readonly [string, unknown]>;

const moves: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1 };

/** What the operator of the sandbox does and sees, on the right. */
export function Panel() {
	const open = useStore(place, ({ panel }) => panel);
	if (open === null) return null;
	const [, content] = tabs[open];
	const onKeyDown = (event: KeyboardEvent) => {
		const move = moves[event.key];
		if (move === undefined) return;
		const next = panelTabs[(panelTabs.indexOf(open) + move + panelTabs.length) % panelTabs.length];
		if (next === undefined) return;
		showPanel(next);
		document.getElementById(`tab-${next}`)?.focus();
	};
	return html`<aside class="panel" aria-label="Operator’s panel">
		<div class="heads">
			<div role="tablist" aria-label="Operator’s panel" onKeyDown=${onKeyDown}>
				${panelTabs.map(
					(tab) =>
						html`<button
							key=${tab}
							type="button"
							role="tab"
							id=${`tab-${tab}`}
							aria-controls="panel-content"
							aria-selected=${tab === open}
							tabindex=${tab === open ? 0 : -1}
							onClick=${() => showPanel(tab)}
						>
							${tabs[tab][0]}
						</button>`,
				)}
			</div>
			<button
				type="button"
				class="plain"
				aria-label="Close the panel"
				onClick=${() => showPanel(null)}
			>
				<${Icon} name="close" />
			</button>
		</div>
		<div
			class="content"
			id="panel-content"
			role="tabpanel"
			aria-labelledby=${`tab-${open}`}
			tabindex="0"
		>
			<${content} />
		</div>
	</aside>`;
}
