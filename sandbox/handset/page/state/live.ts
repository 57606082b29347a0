import type { LiveUpdate } from '../../../control/liveFeed';
import type { LiveMessage } from '../../../control/liveView';
import { act } from './actions';
import { chatKey, updated, type Model } from './model';
import { connection, model, notice, place, unread } from './stores';

/** Milliseconds until a stream that the browser has given up is opened once more. */
const againMs = 1500;

const comesToPhone = ({ direction, isLost, kind }: LiveMessage) =>
	direction === 'outbound' && !isLost && kind !== 'reaction';

/** On a narrow screen the list of phones stands in front of the conversation. */
const narrow = matchMedia('(max-width: 760px)');

/** The conversation that somebody sees; empty for none. */
function chatInFront(): string {
	const now = place.get();
	return document.hidden || (narrow.matches && now.showsList) ? '' : chatKey(now);
}

/** Counts what came to conversations that are not in front. */
function countUnread(update: LiveUpdate, before: Model): void {
	const front = chatInFront();
	const chats = new Set(update.messages.map(chatKey));
	const known = new Set(
		[...chats].flatMap((key) => (before.messages.get(key) ?? []).map(({ id }) => id)),
	);
	const news = update.messages.filter((one) => comesToPhone(one) && !known.has(one.id));
	unread.change((counts) => {
		const next = new Map(counts);
		for (const message of news) {
			const key = chatKey(message);
			if (key !== front) next.set(key, (next.get(key) ?? 0) + 1);
		}
		return next;
	});
}

function choosePlace(): void {
	const { phones, gateways } = model.get();
	place.change((now) => {
		const phone = phones.has(now.phone) ? now.phone : ([...phones.keys()][0] ?? '');
		const known = gateways.some(({ id }) => id === now.gateway);
		const gateway = known ? now.gateway : (gateways[0]?.id ?? '');
		return phone === now.phone && gateway === now.gateway ? now : { ...now, phone, gateway };
	});
}

function take(update: LiveUpdate): void {
	const before = model.get();
	const after = updated(before, update, Date.now());
	if (update.isWhole) unread.set(new Map());
	else countUnread(update, before);
	model.set(after);
	choosePlace();
}

/** Follows the sandbox for as long as the page is open. */
export function followSandbox(): void {
	const stream = new EventSource('/_sandbox/stream');
	stream.addEventListener('update', ({ data }: MessageEvent<string>) => {
		connection.set('open');
		take(JSON.parse(data) as LiveUpdate);
	});
	stream.addEventListener('error', () => {
		connection.set('lost');
		// The browser looks for it by itself, unless something else answered at its address.
		if (stream.readyState !== EventSource.CLOSED) return;
		setTimeout(followSandbox, againMs);
		// It may answer and refuse, as to who calls it by a name that it was not started with.
		void act('GET', 'clock').then((answers) => answers && notice.set(''));
	});
}
