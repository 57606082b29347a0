import { html } from '../html';
import type { ThreadItem } from '../chat/thread';
import { Words } from '../text/words';
import { Buttons } from './answers';
import { MediumView, mediumOf } from './medium';

/** Cards beside each other, to be pushed to the side. */
export function Carousel({ item }: { item: ThreadItem }) {
	const { cards } = item.message;
	if (cards.length === 0) return null;
	return html`<div class="carousel" role="group" aria-label=${`${cards.length} cards`} tabindex="0">
		${cards.map((card) => {
			const medium = mediumOf(card.header, card.mediaUrl);
			return html`<div class="card">
				${medium !== undefined && html`<${MediumView} medium=${medium} />`}
				<${Words} text=${card.body} />
				<${Buttons} item=${item} of=${{ ...card, links: card.links ?? [] }} />
			</div>`;
		})}
	</div>`;
}
