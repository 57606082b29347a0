import { html } from '../html';
import { Icon } from '../icons';
import { change, showPanel, startOver } from '../state/actions';
import { model, place } from '../state/stores';
import { useStore } from '../state/store';
import { WebLink } from '../text/webLink';
import { Present } from './present';
import { theme, turnTheme } from './theme';

/** The line at the top: what this is, the time, and what is done for everybody. */
export function Header() {
	const guide = useStore(model, (known) => known.guide);
	const isPanelOpen = useStore(place, ({ panel }) => panel !== null);
	const isDark = useStore(theme, (one) => one === 'dark');
	return html`<header>
		<div class="name">
			<h1>Sandbox phones</h1>
			<p>Sandbox: nothing leaves this machine. These people do not exist.</p>
		</div>
		<div class="tools">
			<${Present} />
			<button type="button" onClick=${() => void change('clock', { advance: 24 * 3600 })}>
				24 hours later
			</button>
			<button type="button" onClick=${startOver}>Start over</button>
			${guide !== null && html`<${WebLink} class="button" url=${guide.editorUrl}>Open n8n<${Icon} name="link" /><//>`}
			<button
				type="button"
				class="plain"
				aria-label=${isDark ? 'Light colours' : 'Dark colours'}
				onClick=${turnTheme}
			>
				<${Icon} name=${isDark ? 'sun' : 'moon'} />
			</button>
			<button
				type="button"
				class="plain"
				aria-label="Operator’s panel"
				aria-expanded=${isPanelOpen}
				onClick=${() => showPanel(isPanelOpen ? null : 'controls')}
			>
				<${Icon} name="tools" />
			</button>
		</div>
	</header>`;
}
