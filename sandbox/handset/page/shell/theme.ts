import { storeOf } from '../state/store';

type Theme = 'light' | 'dark';

const place = 'sandbox-theme';
const system = matchMedia('(prefers-color-scheme: dark)');

function kept(): Theme | null {
	const found = localStorage.getItem(place);
	return found === 'light' || found === 'dark' ? found : null;
}

const current = (): Theme => kept() ?? (system.matches ? 'dark' : 'light');

/** Light or dark: the system's, unless it was chosen here. */
export const theme = storeOf<Theme>(current());

function show(): void {
	theme.set(current());
	const own = kept();
	if (own === null) delete document.documentElement.dataset['theme'];
	else document.documentElement.dataset['theme'] = own;
}

/** The other one. What the system has anyway is not kept, so that it follows the system again. */
export function turnTheme(): void {
	const next = theme.get() === 'dark' ? 'light' : 'dark';
	if ((next === 'dark') === system.matches) localStorage.removeItem(place);
	else localStorage.setItem(place, next);
	show();
}

system.addEventListener('change', show);
show();
