import { useState } from 'preact/hooks';

import { html, type Children } from '../html';
import { WebLink } from './webLink';
import { blocksOf, piecesOf, type Block, type Piece } from './marks';

const tags = { bold: 'strong', italic: 'em', strike: 's' } as const;

function drawPiece(piece: Piece): Children {
	if (typeof piece === 'string') return piece;
	if (piece.kind === 'link') return html`<${WebLink} url=${piece.url}>${piece.url}<//>`;
	if (piece.kind === 'code') return html`<code>${piece.text}</code>`;
	return html`<${tags[piece.kind]}>${piece.pieces.map(drawPiece)}<//>`;
}

function drawBlock(block: Block): Children {
	if (block.kind === 'mono') return html`<pre dir="auto">${block.text}</pre>`;
	if ('items' in block) {
		const items = block.items.map((pieces) => html`<li dir="auto">${pieces.map(drawPiece)}</li>`);
		return block.kind === 'bullets'
			? html`<ul>
					${items}
				</ul>`
			: html`<ol start=${block.start}>
					${items}
				</ol>`;
	}
	const pieces = block.pieces.map(drawPiece);
	if (block.kind === 'quote') return html`<blockquote dir="auto">${pieces}</blockquote>`;
	return html`<p dir="auto">${pieces}</p>`;
}

/** One line with its marks. */
export function Line({ text }: { text: string }) {
	return html`<span dir="auto">${piecesOf(text).map(drawPiece)}</span>`;
}

/** Characters after which a phone shows "Read more". */
const maxCharacters = 1500;

/** Up to three emoji alone, which are shown large. */
const isOnlyEmoji = (text: string) =>
	text.length < 25 && /^(?:\p{Extended_Pictographic}(?:\p{EMod}|\u200d|\ufe0f)*){1,3}$/u.test(text);

/** What was written, with WhatsApp's marks. */
export function Words({ text }: { text: string }) {
	const [isWhole, setWhole] = useState(false);
	if (text === '') return null;
	const isLong = text.length > maxCharacters && !isWhole;
	const shown = isLong ? `${text.slice(0, maxCharacters)}…` : text;
	return html`<div class=${isOnlyEmoji(text) ? 'words emoji' : 'words'}>
		${blocksOf(shown).map(drawBlock)}
		${
			isLong &&
			html`<button type="button" class="more" onClick=${() => setWhole(true)}>Read more</button>`
		}
	</div>`;
}
