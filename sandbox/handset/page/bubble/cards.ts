import type { LiveMessage } from '../../../control/liveView';
import { html } from '../html';
import { Icon } from '../icons';
import { WebLink } from '../text/webLink';

/** A place on a drawn map, which opens the real one. */
export function PlaceCard({ message }: { message: LiveMessage }) {
	const { location, body } = message;
	if (location === null) return null;
	const { latitude, longitude, name, address } = location;
	const url = `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=16/${latitude}/${longitude}`;
	return html`<div class="place">
		<div class="map"><${Icon} name="pin" /></div>
		<strong dir="auto">${name ?? 'Location'}</strong>
		${address !== null && html`<span dir="auto">${address}</span>`}
		<${WebLink} url=${url}>${latitude}, ${longitude}<//>
		${body.includes('\n\n') && html`<span dir="auto">${body}</span>`}
	</div>`;
}

/** The people on contact cards, each line a name or what one reaches them by. */
export function ContactCard({ body }: { body: string }) {
	return html`<div class="contact">
		<span class="glyph"><${Icon} name="person" /></span>
		<span class="lines">
			${body
				.split('\n')
				.map((line, index) =>
					index === 0
						? html`<strong dir="auto">${line}</strong>`
						: html`<span dir="auto">${line}</span>`,
				)}
		</span>
	</div>`;
}
