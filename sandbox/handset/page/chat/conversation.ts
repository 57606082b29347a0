import { useEffect, useRef, useState } from 'preact/hooks';

import { Composer } from '../composer/composer';
import { html } from '../html';
import { Icon } from '../icons';
import { openChat, showList } from '../state/actions';
import { chatKey } from '../state/model';
import { model, place, unread } from '../state/stores';
import { useStore } from '../state/store';
import { Avatar } from '../people/avatar';
import { Badge } from '../people/badge';
import { windowText } from '../people/windowText';
import { MessageList } from './messageList';

/** The gateways of a person: each has a number of its own, and a conversation of its own. */
function GatewayTabs({ phone, gateway }: { phone: string; gateway: string }) {
	const gateways = useStore(model, (known) => known.gateways);
	const counts = useStore(unread, (all) => all);
	const row = useRef<HTMLElement>(null);
	// On a narrow screen the row is wider than the page.
	useEffect(() => {
		const open = row.current?.querySelector('[aria-current]');
		open?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
	}, [gateway, gateways]);
	return html`<nav class="tabs" ref=${row} aria-label="Conversations with each gateway’s number">
		${gateways.map(
			({ id, name }) =>
				html`<button
					key=${id}
					type="button"
					aria-current=${id === gateway ? 'true' : undefined}
					onClick=${() => openChat(phone, id)}
				>
					${name}<${Badge} count=${counts.get(chatKey({ phone, gateway: id })) ?? 0} />
				</button>`,
		)}
	</nav>`;
}

/** The conversation in the middle. */
export function Conversation() {
	const { phone, gateway } = useStore(place, (now) => now);
	const person = useStore(model, (known) => known.phones.get(phone));
	const gateways = useStore(model, (known) => known.gateways);
	const key = chatKey({ phone, gateway });
	const messages = useStore(model, (known) => known.messages.get(key));
	const [sent, setSent] = useState({ key, count: 0 });
	const chat = person?.chats.find((one) => one.gateway === gateway);
	if (person === undefined || chat === undefined) {
		return html`<main class="conversation waiting"><p>Waiting for the sandbox…</p></main>`;
	}
	const name = person.name ?? phone;
	const business = gateways.find(({ id }) => id === gateway)?.name ?? gateway;
	const state = person.isOff ? 'Phone off' : windowText(chat.openUntil);
	const onSent = () => setSent((last) => ({ key, count: last.key === key ? last.count + 1 : 1 }));
	return html`<main class="conversation">
		<div class="title">
			<button type="button" class="plain back" aria-label="All phones" onClick=${showList}>
				<${Icon} name="back" />
			</button>
			<${Avatar} name=${person.name} phone=${phone} />
			<div class="who">
				<h2 dir="auto">${name}</h2>
				<p><span class="number">${phone}</span> <span aria-hidden="true">·</span> ${state}</p>
			</div>
		</div>
		<${GatewayTabs} phone=${phone} gateway=${gateway} />
		<div class="view">
			<a class="skip" href="#answer" onClick=${focusAnswer}>To the answer box</a>
			<${MessageList}
				key=${key}
				chat=${key}
				label=${`Messages between ${name} and the business at ${business}`}
				messages=${messages ?? none}
				isTyping=${chat.typingUntil !== null}
				sent=${sent.key === key ? sent.count : 0}
			/>
		</div>
		<${Composer}
			key=${`answer ${key}`}
			person=${person}
			chat=${chat}
			business=${business}
			onSent=${onSent}
		/>
	</main>`;
}

const none: readonly never[] = [];

function focusAnswer(event: Event): void {
	event.preventDefault();
	document.getElementById('answer')?.focus();
}
