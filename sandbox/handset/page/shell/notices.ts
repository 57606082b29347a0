import { html } from '../html';
import { Icon } from '../icons';
import { connection, notice } from '../state/stores';
import { useStore } from '../state/store';

/** What the page has to say: that the sandbox is gone, or what it refused. */
export function Notices() {
	const heard = useStore(connection, (now) => now);
	const text = useStore(notice, (now) => now);
	return html`<div class="notices">
		<div role="status">
			${
				heard === 'lost' &&
				html`<p>
					<${Icon} name="warn" />The sandbox does not answer. This page looks for it by itself; if
					it has ended, start it again.
				</p>`
			}
		</div>
		<div role="alert">
			${
				text !== '' &&
				html`<p>
					<${Icon} name="warn" /><span dir="auto">${text}</span>
					<button type="button" class="plain" aria-label="Close" onClick=${() => notice.set('')}>
						<${Icon} name="close" />
					</button>
				</p>`
			}
		</div>
	</div>`;
}
