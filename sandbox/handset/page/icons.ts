import { html } from './html';

const paths = {
	back: 'M15 5l-7 7 7 7',
	clock: 'M12 7v5l3 2M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z',
	close: 'M6 6l12 12M18 6L6 18',
	down: 'M6 9l6 6 6-6',
	file: 'M7 3h7l4 4v14H7zM14 3v4h4',
	link: 'M14 4h6v6M20 4l-9 9M18 14v6H4V6h6',
	list: 'M8 6h12M8 12h12M8 18h12M4 6h.01M4 12h.01M4 18h.01',
	moon: 'M20 14a8 8 0 0 1-10-10 8 8 0 1 0 10 10z',
	person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 20c1-4 4.5-5.5 8-5.5s7 1.500 8 5.5',
	picture: 'M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15.500 9h.01',
	pin: 'M12 21s7-6.500 7-11.500a7 7 0 1 0-14 0C5 14.500 12 21 12 21zM12 12a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5z',
	play: 'M8 5l11 7-11 7z',
	plus: 'M12 5v14M5 12h14',
	power: 'M12 3v9M6.500 7a8 8 0 1 0 11 0',
	reply: 'M9 7l-5 5 5 5M4 12h9c4 0 7 2 7 6',
	search: 'M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM16 16l5 5',
	send: 'M4 12l16-8-5 16-3-7z',
	smile:
		'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM8.500 14.500c1 1.300 2.200 2 3.500 2s2.500-.7 3.500-2M9 9.500h.01M15 9.500h.01',
	sound: 'M5 9v6h4l5 4V5L9 9zM17 9a4 4 0 0 1 0 6',
	sun: 'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.400 1.400M17.600 17.600L19 19M5 19l1.400-1.400M17.600 6.400L19 5',
	tools: 'M4 7h9M17 7h3M15 5v4M4 17h3M11 17h9M9 15v4',
	warn: 'M12 4l9 16H3zM12 10v4M12 17h.01',
} as const;

/** The name of a picture. */
export type IconName = keyof typeof paths;

/** A small picture, which is always beside a label and hidden from screen readers. */
export function Icon({ name }: { name: IconName }) {
	return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
		<path d=${paths[name]} />
	</svg>`;
}
