import { Component } from 'preact';

import { Bubble } from '../bubble/bubble';
import { html, type Children } from '../html';
import { dayTitle, isSameDay } from '../state/time';
import type { ThreadItem } from './thread';

/** How many messages are laid out together: what is out of sight costs a browser nothing then. */
export const chunkSize = 25;

interface ChunkProps {
	readonly items: readonly ThreadItem[];
	/** The time of the message before; `undefined` for none. */
	readonly before: string | undefined;
	/** Today: another day is called another name tomorrow. */
	readonly today: string;
}

function withDays({ items, before }: ChunkProps): Children {
	return items.flatMap((item, index) => {
		const last = index === 0 ? before : items[index - 1]?.message.at;
		const { id, at } = item.message;
		const bubble = html`<${Bubble} key=${id} item=${item} />`;
		if (last !== undefined && isSameDay(last, at)) return [bubble];
		return [html`<p class="day" key=${`day ${id}`}>${dayTitle(at)}</p>`, bubble];
	});
}

/** Some messages, one below the other; they are drawn again only if one of them has changed. */
export class Chunk extends Component<ChunkProps> {
	override shouldComponentUpdate(next: ChunkProps) {
		const { items, before, today } = this.props;
		return (
			items.length !== next.items.length ||
			before !== next.before ||
			today !== next.today ||
			items.some((item, index) => {
				const other = next.items[index];
				return item.message !== other?.message || item.signature !== other.signature;
			})
		);
	}

	override render(props: ChunkProps) {
		return html`<div class="chunk">${withDays(props)}</div>`;
	}
}
