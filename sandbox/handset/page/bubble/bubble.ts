import { Component } from 'preact';

import type { LiveMessage } from '../../../control/liveView';
import type { ThreadItem } from '../chat/thread';
import { html } from '../html';
import { timeOf } from '../state/time';
import { Words } from '../text/words';
import { Buttons, ListMenu } from './answers';
import { ContactCard, PlaceCard } from './cards';
import { Carousel } from './carousel';
import { MediumView, mediumOf, sentMedium } from './medium';
import { Menu } from './menu';
import { Quote } from './quote';
import { Ticks } from './ticks';

/** What happened that is no message, in words. */
const happenings: Readonly<Record<string, string>> = {
	callPermission: 'Answered whether the business may call',
	unsupported: 'Something that WhatsApp does not pass on, such as a poll',
	order: 'An order from the catalog',
};

function Header({ message }: { message: LiveMessage }) {
	const { header, mediaUrl, location, kind } = message;
	if (location !== null) return html`<${PlaceCard} message=${message} />`;
	if (kind === 'contacts') return null;
	const medium = sentMedium(message) ?? mediumOf(header, mediaUrl);
	if (medium !== undefined) return html`<${MediumView} medium=${medium} />`;
	return header === null ? null : html`<div class="head" dir="auto">${header}</div>`;
}

function Body({ item }: { item: ThreadItem }) {
	const { message, editedTo, isDeleted } = item;
	const { kind, body, location, footer } = message;
	if (isDeleted) return html`<p class="gone">This message was deleted.</p>`;
	const what = happenings[kind];
	if (kind === 'contacts') return html`<${ContactCard} body=${body} />`;
	// A place says its name and address itself.
	const text = location !== null && kind === 'location' ? '' : (editedTo ?? body);
	return html`${what !== undefined && html`<p class="gone">${what}</p>`}<${Words}
			text=${text}
		/>${footer !== null && html`<div class="foot" dir="auto">${footer}</div>`}`;
}

/** The line below a message: what it was sent as, its time and how far it has come. */
function Meta({ item }: { item: ThreadItem }) {
	const { message, editedTo } = item;
	const { template, reply, hiddenAs, group, at } = message;
	const remarks = [
		template === null ? '' : `${template.name} · ${template.language}`,
		reply === null ? '' : 'tapped',
		hiddenAs === null ? '' : 'number hidden',
		group === null ? '' : 'in a group',
		editedTo === null ? '' : 'edited',
	].filter((one) => one !== '');
	return html`<div class="meta">
		${remarks.map((one) => html`<span>${one}</span>`)}
		<time dateTime=${at}>${timeOf(at)}</time><${Ticks} message=${message} />
	</div>`;
}

function Lost({ message }: { message: LiveMessage }) {
	if (!message.isLost) return null;
	const reason = message.state?.reason;
	return html`<p class="lost">
		Never came to this phone${reason ? html`: <span dir="auto">${reason}</span>` : '.'}
	</p>`;
}

function classOf({ message, isDeleted }: ThreadItem): string {
	const { direction, state, isLost, kind } = message;
	const isComing = state?.status === 'queued' || state?.status === 'sent';
	return [
		'bubble',
		direction === 'inbound' ? 'mine' : 'theirs',
		isComing && !isLost ? 'coming' : '',
		isLost ? 'failed' : '',
		isDeleted ? 'deleted' : '',
		kind === 'sticker' ? 'sticker' : '',
	]
		.filter((one) => one !== '')
		.join(' ');
}

const nameOf = ({ message }: ThreadItem) =>
	`${message.direction === 'inbound' ? 'From the phone' : 'From the business'}, ${timeOf(message.at)}`;

/** One message; it is drawn again only if something of it has changed. */
export class Bubble extends Component<{ item: ThreadItem }> {
	override shouldComponentUpdate({ item }: { item: ThreadItem }) {
		const shown = this.props.item;
		return shown.message !== item.message || shown.signature !== item.signature;
	}

	override render({ item }: { item: ThreadItem }) {
		const { message, quoted, isDeleted, reactions } = item;
		return html`<article class=${classOf(item)} aria-label=${nameOf(item)} tabindex="-1">
			<div class="inner">
				${message.about !== null && !isDeleted && html`<${Quote} quoted=${quoted} />`}
				${!isDeleted && html`<${Header} message=${message} />`}
				<${Body} item=${item} />
				<${Lost} message=${message} />
				<${Meta} item=${item} />
				${!isDeleted && html`<${Buttons} item=${item} of=${message} />`}
				${!isDeleted && html`<${ListMenu} item=${item} />`}
			</div>
			${!isDeleted && html`<${Carousel} item=${item} />`}
			${
				reactions.length > 0 &&
				html`<div class="reactions" aria-label="Reactions" role="group">
					${reactions.map(({ emoji }) => html`<span>${emoji}</span>`)}
				</div>`
			}
			${!isDeleted && html`<${Menu} item=${item} />`}
		</article>`;
	}
}
