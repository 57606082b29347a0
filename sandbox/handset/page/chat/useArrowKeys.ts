import type { RefObject } from 'preact';

const steps: Readonly<Record<string, number>> = { ArrowUp: -1, ArrowDown: 1 };

/** Moves the focus from message to message with the arrow keys; Enter opens what can be done with one. */
export function useArrowKeys(list: RefObject<HTMLElement | null>) {
	return (event: KeyboardEvent) => {
		const { target, key } = event;
		const here = target instanceof Element ? target : null;
		if (here !== list.current && here?.tagName !== 'ARTICLE') return;
		const all = [...(list.current?.querySelectorAll<HTMLElement>('article') ?? [])];
		const at = all.findIndex((one) => one === here);
		const step = steps[key];
		if (step !== undefined) {
			const next = at === -1 ? all.at(-1) : all[at + step];
			next?.focus();
			next?.scrollIntoView({ block: 'nearest' });
		} else if (key === 'End') all.at(-1)?.focus();
		else if (key === 'Enter') here?.querySelector<HTMLElement>('.opener')?.click();
		else return;
		event.preventDefault();
	};
}
