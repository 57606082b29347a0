import { useEffect, useRef, useState } from 'preact/hooks';

import type { ThreadItem } from '../chat/thread';
import { answering } from '../composer/answering';
import { html } from '../html';
import { Icon } from '../icons';
import { change, inbound } from '../state/actions';
import { model } from '../state/stores';

const emoji = ['👍', '❤️', '😂', '😮', '😢', '🙏'];

/** What can be done with a message, and whether the gateway passes it on. */
function choicesOf({ message }: ThreadItem) {
	const { id, direction, kind, state, isLost } = message;
	const gateway = model.get().gateways.find((one) => one.id === message.gateway);
	const isMine = direction === 'inbound';
	const passesOnAll = gateway?.passesOnAll === true;
	const status = state?.status;
	return {
		canReact: passesOnAll && !isLost,
		actions: [
			...(isLost
				? []
				: [{ label: 'Reply', run: () => answering.set({ message, kind: 'reply' as const }) }]),
			...(isMine && kind === 'text' && passesOnAll
				? [{ label: 'Edit', run: () => answering.set({ message, kind: 'edit' as const }) }]
				: []),
			...(isMine && passesOnAll
				? [{ label: 'Delete', run: () => void inbound({ delete: { message: id } }) }]
				: []),
			...(!isMine && status !== 'read' && status !== 'failed'
				? [{ label: 'Read it', run: () => void change('status', { id, status: 'read' }) }]
				: []),
		],
	};
}

/** To which sides there is room for the choices of a button. */
function roomFor(opener: HTMLElement): string {
	const { bottom, left } = opener.getBoundingClientRect();
	const up = bottom > innerHeight * 0.6 ? 'up' : 'down';
	return `${up} ${left > innerWidth / 2 ? 'leftwards' : 'rightwards'}`;
}

/** The actions of one message, behind a button that shows where the mouse or the focus is. */
export function Menu({ item }: { item: ThreadItem }) {
	const [isOpen, setOpen] = useState(false);
	const [towards, setTowards] = useState('');
	const box = useRef<HTMLDivElement>(null);
	useEffect(() => {
		if (!isOpen) return undefined;
		box.current?.querySelector<HTMLButtonElement>('.choices button')?.focus();
		const closeOutside = ({ target }: Event) => {
			if (target instanceof Node && !box.current?.contains(target)) setOpen(false);
		};
		document.addEventListener('pointerdown', closeOutside);
		return () => document.removeEventListener('pointerdown', closeOutside);
	}, [isOpen]);
	const close = () => {
		setOpen(false);
		box.current?.querySelector<HTMLButtonElement>('.opener')?.focus();
	};
	const onKeyDown = (event: KeyboardEvent) => {
		if (event.key !== 'Escape' || !isOpen) return;
		event.stopPropagation();
		close();
	};
	const { message } = item;
	const { canReact, actions } = isOpen ? choicesOf(item) : { canReact: false, actions: [] };
	const mine = item.reactions.find(({ by }) => by === 'person')?.emoji;
	const react = (one: string) => {
		close();
		void inbound({ reaction: { message: message.id, emoji: one === mine ? null : one } });
	};
	return html`<div class="actions" ref=${box} onKeyDown=${onKeyDown}>
		<button
			type="button"
			class="opener"
			tabindex="-1"
			aria-label="What to do with this message"
			aria-expanded=${isOpen}
			onClick=${({ currentTarget }: { currentTarget: HTMLElement }) => {
				setTowards(roomFor(currentTarget));
				setOpen(!isOpen);
			}}
		>
			<${Icon} name="down" />
		</button>
		${
			isOpen &&
			html`<div class=${`choices ${towards}`}>
				${
					canReact &&
					html`<div class="emojis" role="group" aria-label="React">
						${emoji.map(
							(one) =>
								html`<button
									type="button"
									aria-pressed=${one === mine}
									aria-label=${`React with ${one}`}
									onClick=${() => react(one)}
								>
									${one}
								</button>`,
						)}
					</div>`
				}
				${actions.map(
					({ label, run }) =>
						html`<button
							type="button"
							onClick=${() => {
								close();
								run();
							}}
						>
							${label}
						</button>`,
				)}
				${!canReact && actions.length === 0 && html`<p>Nothing can be done with it.</p>`}
			</div>`
		}
	</div>`;
}
