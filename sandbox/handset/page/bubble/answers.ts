import type { ComponentChildren } from 'preact';

import type { LiveMessage } from '../../../control/liveView';
import { html } from '../html';
import { Icon } from '../icons';
import { inbound } from '../state/actions';
import { WebLink } from '../text/webLink';
import type { ThreadItem } from '../chat/thread';

/** What can be tapped: the buttons of a message, or of one of its cards. */
type Tappable = Pick<LiveMessage, 'buttons' | 'replies' | 'links'>;

/** A button that sends an answer; once it was tapped it looks so, and does no more. */
function Tap(props: { item: ThreadItem; id: string; class: string; children: ComponentChildren }) {
	const { message, tapped } = props.item;
	const isTapped = tapped.includes(props.id);
	const tap = () => void inbound({ tap: { message: message.id, id: props.id } });
	return html`<button
		type="button"
		class=${`${props.class}${isTapped ? ' tapped' : ''}`}
		disabled=${isTapped}
		onClick=${tap}
	>
		${props.children}${isTapped && html`<span class="hidden"> (tapped)</span>`}
	</button>`;
}

/** The buttons below a text: answers to tap, links to open, and what only WhatsApp itself can do. */
export function Buttons({ item, of }: { item: ThreadItem; of: Tappable }) {
	if (of.buttons.length === 0) return null;
	return html`<div class="buttons">
		${of.buttons.map((title) => {
			const reply = of.replies.find((one) => one.title === title);
			if (reply !== undefined) {
				return html`<${Tap} item=${item} id=${reply.id} class="answer">
					<${Icon} name="reply" /><span dir="auto">${title}</span>
				<//>`;
			}
			const to = of.links.find((one) => one.title === title);
			if (to !== undefined) {
				return html`<${WebLink} url=${to.url} class="answer">
					<${Icon} name="link" /><span dir="auto">${title}</span>
				<//>`;
			}
			return html`<span class="answer still" title="This button works in WhatsApp alone" dir="auto"
				>${title}</span
			>`;
		})}
	</div>`;
}

/** The rows that a list opens, each section below its title. It stays open until it is closed. */
export function ListMenu({ item }: { item: ThreadItem }) {
	const { list } = item.message;
	if (list === null) return null;
	return html`<details class="menu">
		<summary class="answer"><${Icon} name="list" /><span dir="auto">${list.button}</span></summary>
		${list.sections.map(
			({ title, rows }) =>
				html`<div class="section" role="group" aria-label=${title ?? list.button}>
					${title !== null && html`<strong dir="auto">${title}</strong>`}
					${rows.map(
						(row) =>
							html`<${Tap} item=${item} id=${row.id} class="row">
								<span dir="auto">${row.title}</span>
								${row.description !== null && html`<small dir="auto">${row.description}</small>`}
							<//>`,
					)}
				</div>`,
		)}
	</details>`;
}
