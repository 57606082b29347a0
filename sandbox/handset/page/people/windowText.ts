import type { LivePhone } from '../../../control/liveView';
import { momentOf } from '../state/time';

/** Until when free text goes through. */
export const windowText = (openUntil: string | null) =>
	openUntil === null ? 'Window closed, templates only' : `Window open until ${momentOf(openUntil)}`;

/** The windows of a person in one line: they are mostly all the same. */
export function windowsText({ chats }: LivePhone): string {
	const open = chats.flatMap(({ openUntil }) => (openUntil === null ? [] : [openUntil]));
	const moments = new Set(open.map(momentOf));
	const [moment] = moments;
	if (moment === undefined) return 'Templates only';
	const until = moments.size === 1 ? ` until ${moment}` : '';
	return open.length === chats.length
		? `Open${until}`
		: `Open at ${open.length} of ${chats.length}${until}`;
}
