import type { ReplyButton } from '../state/message';

/**
 * The buttons of a template that answer when they are tapped. What comes back is the payload that was
 * sent along, or the words on the button where there was none.
 */
export function quickReplies(
	buttons: ReadonlyArray<{ readonly type: string; readonly text: string }>,
	payloadOf: (index: number) => unknown = () => undefined,
): ReplyButton[] {
	return buttons.flatMap(({ type, text }, index) => {
		if (type !== 'QUICK_REPLY') return [];
		const payload = payloadOf(index);
		return [{ id: typeof payload === 'string' && payload !== '' ? payload : text, title: text }];
	});
}
