import { html } from '../html';

/** How many messages are new; nothing for none. */
export function Badge({ count }: { count: number }) {
	if (count === 0) return null;
	return html`<span class="badge">${count}<span class="hidden"> unread</span></span>`;
}
