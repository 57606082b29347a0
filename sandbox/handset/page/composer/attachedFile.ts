import { html } from '../html';
import { Icon } from '../icons';
import type { Attachment } from './attachment';

/** The file above the answer box that goes with the next text. */
export function AttachedFile({ file, onRemove }: { file: Attachment; onRemove: () => void }) {
	const { name, preview, media } = file;
	return html`<div class="attached">
		${
			preview === null
				? html`<span class="glyph"><${Icon} name="file" /></span>`
				: html`<img src=${preview} alt="" />`
		}
		<span>
			<span dir="auto">${name}</span>
			${
				media.data === undefined &&
				html`<small>Too large for the sandbox: only its type and size are sent.</small>`
			}
		</span>
		<button type="button" class="plain" aria-label=${`Do not send ${name}`} onClick=${onRemove}>
			<${Icon} name="close" />
		</button>
	</div>`;
}
