import { html } from '../html';

const colors = 6;

/** The beginnings of a name, on a colour that is always the same for a number. */
export function Avatar({ name, phone }: { name: string | null; phone: string }) {
	const letters = (name ?? '')
		.split(/\s+/)
		.slice(0, 2)
		.map((word) => [...word][0] ?? '')
		.join('');
	const color = [...phone].reduce((sum, digit) => sum + Number(digit || 0) || sum, 0) % colors;
	return html`<span class=${`avatar c${color}`} aria-hidden="true">${letters || '#'}</span>`;
}
