import type { LinkButton } from '../state/message';

/** The buttons of a template that open a page, with the one value of an address filled in. */
export function linkButtons(
	buttons: ReadonlyArray<{ readonly type: string; readonly text: string; readonly url?: string }>,
	valueOf: (index: number) => unknown = () => undefined,
): LinkButton[] {
	return buttons.flatMap(({ type, text, url }, index) => {
		if (type !== 'URL' || url === undefined) return [];
		const value = valueOf(index);
		const filled = typeof value === 'string' ? value : '';
		return [{ title: text, url: url.replace(/\{\{\w+\}\}/, () => filled) }];
	});
}
