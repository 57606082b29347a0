import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';

import type { LiveMessage } from '../../../control/liveView';
import { html, type Children } from '../html';
import { Icon } from '../icons';
import { now } from '../state/time';
import { Chunk, chunkSize } from './chunk';
import { threadOf, type ThreadItem } from './thread';
import { useArrowKeys } from './useArrowKeys';

/** How many messages are drawn in the beginning, and how many more when somebody comes to their top. */
const step = 200;

/** Pixels from the end within which the view follows what comes. */
const nearEnd = 60;

/** Where each conversation was left: pixels from its top, or at its end. */
const left = new Map<string, { readonly top: number; readonly start: number }>();

/** The first message that is drawn, at the beginning of a chunk. */
const startFor = (count: number) => Math.max(0, Math.ceil((count - step) / chunkSize) * chunkSize);

function chunksOf(items: readonly ThreadItem[], start: number): Children {
	const today = new Date(now()).toDateString();
	const firsts = [];
	for (let at = start; at < items.length; at += chunkSize) firsts.push(at);
	return firsts.map(
		(at) =>
			html`<${Chunk}
				key=${at}
				items=${items.slice(at, at + chunkSize)}
				before=${items[at - 1]?.message.at}
				today=${today}
			/>`,
	);
}

interface ListProps {
	/** The conversation; another one is another list. */
	readonly chat: string;
	readonly label: string;
	readonly messages: readonly LiveMessage[];
	readonly isTyping: boolean;
	/** Counts what the person has sent from this page: then the view goes to the end. */
	readonly sent: number;
}

/** The messages of a conversation. Nothing jumps: only a view at the end follows what comes. */
export function MessageList({ chat, label, messages, isTyping, sent }: ListProps) {
	const scroller = useRef<HTMLDivElement>(null);
	const content = useRef<HTMLDivElement>(null);
	const isAtEnd = useRef(!left.has(chat));
	const lastTop = useRef(0);
	const items = useMemo(() => threadOf(messages), [messages]);
	const [start, setStart] = useState(() => left.get(chat)?.start ?? startFor(items.length));
	/** How many there were when the end was last in view; `null` while it is. */
	const [seen, setSeen] = useState<number | null>(null);
	const count = useRef(items.length);
	count.current = items.length;

	const toEnd = () => {
		const box = scroller.current;
		if (box !== null) box.scrollTop = box.scrollHeight;
		isAtEnd.current = true;
		setSeen(null);
	};

	useLayoutEffect(() => {
		const [box, inside] = [scroller.current, content.current];
		if (box === null || inside === null) return undefined;
		if (isAtEnd.current) box.scrollTop = box.scrollHeight;
		else box.scrollTop = left.get(chat)?.top ?? 0;
		const follow = new ResizeObserver(() => {
			if (isAtEnd.current) box.scrollTop = box.scrollHeight;
		});
		follow.observe(inside);
		follow.observe(box);
		return () => follow.disconnect();
	}, []);

	useLayoutEffect(() => {
		if (sent > 0) toEnd();
	}, [sent]);

	// Everybody has gone, and so have the messages.
	useEffect(() => {
		if (start > items.length) setStart(startFor(items.length));
	}, [start, items.length]);

	const onScroll = () => {
		const box = scroller.current;
		if (box === null) return;
		const { scrollTop, scrollHeight, clientHeight } = box;
		const hasRisen = scrollTop < lastTop.current - 1;
		lastTop.current = scrollTop;
		// Only who scrolls up leaves the end: a picture that has been loaded pushes it away as well.
		const isNow =
			scrollHeight - scrollTop - clientHeight < nearEnd || (isAtEnd.current && !hasRisen);
		if (isNow !== isAtEnd.current) {
			isAtEnd.current = isNow;
			setSeen(isNow ? null : count.current);
		}
		if (isNow) left.delete(chat);
		else left.set(chat, { top: scrollTop, start });
		if (scrollTop < 1500 && start > 0) setStart(Math.max(0, start - step));
	};

	const news = seen === null ? 0 : items.length - seen;
	const onKeyDown = useArrowKeys(content);
	return html`<div class="scroller" ref=${scroller} onScroll=${onScroll}>
			<div
				class="messages"
				ref=${content}
				role="log"
				aria-label=${label}
				tabindex="0"
				onKeyDown=${onKeyDown}
			>
				${items.length === 0 && html`<p class="empty">No messages yet.</p>`}
				${chunksOf(items, start)}
				${
					isTyping &&
					html`<p class="typing" role="status">
						<span class="dots" aria-hidden="true"><i></i><i></i><i></i></span>
						The business is typing…
					</p>`
				}
			</div>
		</div>
		${
			seen !== null &&
			html`<button type="button" class="to-end" onClick=${toEnd}>
				<${Icon} name="down" />
				${news > 0 ? `${news} new ${news === 1 ? 'message' : 'messages'}` : 'To the newest'}
			</button>`
		}`;
}
