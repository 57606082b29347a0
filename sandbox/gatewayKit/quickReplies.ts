import type { ReplyButton } from '../state/message';

/**
 * The buttons of a template that send a reply. The reply has the payload that was sent along, or
 * the button's text without one.
 */
export function quickReplyButtons(
	buttons: ReadonlyArray<{ readonly type: string; readonly text: string }>,
	payloadOf: (index: number) => unknown = () => undefined,
): ReplyButton[] {
	return buttons.flatMap(({ type, text }, index) => {
		if (type !== 'QUICK_REPLY') return [];
		const payload = payloadOf(index);
		return [{ id: typeof payload === 'string' && payload !== '' ? payload : text, title: text }];
	});
}
