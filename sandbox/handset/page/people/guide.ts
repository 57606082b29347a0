import { useState } from 'preact/hooks';

import { html } from '../html';
import { Icon } from '../icons';
import { model } from '../state/stores';
import { useStore } from '../state/store';
import { WebLink } from '../text/webLink';

/** Where the page leads to: n8n, and the example to begin with. */
export function Guide() {
	const guide = useStore(model, (known) => known.guide);
	const [isOpen, setOpen] = useState(true);
	const example = guide?.firstExample;
	if (example === undefined || !isOpen) return null;
	return html`<aside class="guide" aria-label="What to try first">
		<button
			type="button"
			class="plain"
			aria-label="Put this note away"
			onClick=${() => setOpen(false)}
		>
			<${Icon} name="close" />
		</button>
		<h2>Try this first</h2>
		<p><${WebLink} url=${example.url}>${example.name}<//></p>
		<p dir="auto">${example.hint}</p>
	</aside>`;
}
