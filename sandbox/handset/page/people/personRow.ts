import type { LivePhone } from '../../../control/liveView';
import { html } from '../html';
import { onlyIfChanged } from '../onlyIfChanged';
import { Icon } from '../icons';
import { openChat } from '../state/actions';
import { chatKey } from '../state/model';
import { model, place, unread } from '../state/stores';
import { useStore } from '../state/store';
import { momentOf } from '../state/time';
import { Avatar } from './avatar';
import { Badge } from './badge';
import { windowsText } from './windowText';

/** A person's conversations, each with its window. */
function Chats({ person }: { person: LivePhone }) {
	const gateway = useStore(place, (now) => now.gateway);
	const gateways = useStore(model, (known) => known.gateways);
	const counts = useStore(unread, (all) => all);
	return html`<ul class="chats">
		${person.chats.map(({ gateway: id, openUntil, isBlocked, isOptedOut }) => {
			const remarks = [
				isBlocked ? 'blocked' : '',
				isOptedOut ? 'opted out' : '',
				openUntil === null ? 'templates only' : `open until ${momentOf(openUntil)}`,
			];
			return html`<li key=${id}>
				<button
					type="button"
					aria-current=${id === gateway ? 'true' : undefined}
					onClick=${() => openChat(person.phone, id)}
				>
					<span class=${`light ${openUntil === null ? 'off' : 'on'}`} aria-hidden="true"></span>
					<span class="name">${gateways.find((one) => one.id === id)?.name ?? id}</span>
					<small>${remarks.filter((one) => one !== '').join(', ')}</small>
					<${Badge} count=${counts.get(chatKey({ phone: person.phone, gateway: id })) ?? 0} />
				</button>
			</li>`;
		})}
	</ul>`;
}

function Row({ person, isFront }: { person: LivePhone; isFront: boolean }) {
	const { phone, name, chats, isOff } = person;
	const count = useStore(unread, (all) =>
		chats.reduce((sum, { gateway }) => sum + (all.get(chatKey({ phone, gateway })) ?? 0), 0),
	);
	return html`<li class=${isFront ? 'person front' : 'person'}>
		<button type="button" class="head" aria-expanded=${isFront} onClick=${() => openChat(phone)}>
			<${Avatar} name=${name} phone=${phone} />
			<span class="who">
				<strong dir="auto">${name ?? phone}</strong>
				<small>${name === null ? 'not one of the seeded people' : phone}</small>
				${!isFront && html`<small class="windows">${windowsText(person)}</small>`}
			</span>
			${isOff && html`<span class="off"><${Icon} name="power" /><span class="hidden">phone off</span></span>`}
			<${Badge} count=${isFront ? 0 : count} />
		</button>
		${isFront && html`<${Chats} person=${person} />`}
	</li>`;
}

/** A person in the list; of the one in front with all conversations. */
export const PersonRow = onlyIfChanged(Row);
