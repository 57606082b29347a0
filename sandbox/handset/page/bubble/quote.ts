import type { LiveMessage } from '../../../control/liveView';
import { html } from '../html';
import { Line } from '../text/words';

const maxCharacters = 140;

/** The beginning of a message, on one line. */
export function beginningOf({ text, body, header }: LiveMessage): string {
	const line = (body || text || header || '').replaceAll('\n', ' ');
	return line.length > maxCharacters ? `${line.slice(0, maxCharacters)}…` : line;
}

/** The message that is answered, above the answer. */
export function Quote({ quoted }: { quoted: LiveMessage | null }) {
	if (quoted === null) {
		return html`<div class="quote"><span>A message that is not here</span></div>`;
	}
	const who = quoted.direction === 'inbound' ? 'You' : 'The business';
	return html`<div class=${`quote ${quoted.direction}`}>
		<strong>${who}</strong>
		<${Line} text=${beginningOf(quoted)} />
	</div>`;
}
