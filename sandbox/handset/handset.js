'use strict';

/** Every text goes in as text, never as markup: a message may hold anything. */
function element(name, className, text) {
	const made = document.createElement(name);
	if (className) made.className = className;
	if (text !== undefined) made.textContent = text;
	// Arabic runs from the right, whatever stands around it.
	made.dir = 'auto';
	return made;
}

const clockTime = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const dateAndTime = new Intl.DateTimeFormat(undefined, {
	month: 'short',
	day: 'numeric',
	hour: '2-digit',
	minute: '2-digit',
});
const dayAndTime = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

/** The time alone on the day itself, with the date before that. */
function moment(at, present) {
	const sameDay = new Date(at).toDateString() === new Date(present).toDateString();
	return (sameDay ? clockTime : dateAndTime).format(new Date(at));
}

async function ask(path, body) {
	const response = await fetch(`/_sandbox/${path}`, {
		...(body && {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(body),
		}),
	});
	const answer = await response.json();
	if (!response.ok) throw new Error(answer.message);
	return answer;
}

/** A header's medium is named, not loaded: it lies elsewhere, and nothing leaves this machine. */
function medium(kind, url) {
	const made = element('div', 'media', kind);
	made.append(element('small', '', url));
	return made;
}

/** The address of a page of this machine, such as the one on which a question is answered. */
const localPage = /(https?:\/\/(?:127\.0\.0\.1|localhost)(?::\d+)?\/\S*)/;

/** The elements for WhatsApp's marks. */
const marks = { '*': 'strong', _: 'em', '~': 's' };

/** A marked part: the marks touch the words inside and no letter outside. */
const markedPart = /(?<![\p{L}\p{N}])([*_~])(?=\S)([^\n]*?\S)\1(?![\p{L}\p{N}])/gu;

/** Text with WhatsApp's marks, as a phone shows it, in elements. */
function marked(text) {
	const parts = [];
	let end = 0;
	for (const { 0: part, 1: mark, 2: inner, index } of text.matchAll(markedPart)) {
		const made = element(marks[mark]);
		made.append(...marked(inner));
		parts.push(element('span', '', text.slice(end, index)), made);
		end = index + part.length;
	}
	return [...parts, element('span', '', text.slice(end))];
}

/** A link that opens. */
function linkTo(address) {
	const made = element('a', '', address);
	made.href = address;
	made.target = '_blank';
	made.rel = 'noreferrer';
	return made;
}

/** What was written. Its links to this machine open; the others would leave it. */
function words(text) {
	const made = element('div');
	for (const [index, part] of text.split(localPage).entries()) {
		made.append(...(index % 2 === 1 ? [linkTo(part)] : marked(part)));
	}
	return made;
}

/** Something to tap; once it was tapped it looks so, and does no more. */
function tappable(className, title, { id }, message, all) {
	const made = element('button', className, title);
	made.type = 'button';
	const { whatsappMessageId: wamid, phone } = message;
	const tapped = all.some(({ about, reply }) => about === wamid && reply?.id === id);
	if (tapped) {
		made.className += ' tapped';
		made.disabled = true;
	}
	made.addEventListener('click', () => {
		run(() => ask('inbound', { phone, tap: { message: message.id, id } }));
	});
	return made;
}

/** The rows that a list opens, each with its section's title above the first. */
function choices(message, all) {
	const { button, sections } = message.list;
	const made = element('details', 'list');
	made.append(element('summary', 'link', button));
	for (const { title, rows } of sections) {
		if (title) made.append(element('div', 'head', title));
		for (const row of rows) {
			const line = tappable('row', row.title, row, message, all);
			if (row.description) line.append(element('small', '', row.description));
			made.append(line);
		}
	}
	return made;
}

/** The buttons below a text; those that send a reply can be tapped. */
function buttonsOf({ buttons, replies }, message, all) {
	return buttons.map((title) => {
		const answers = replies.find((one) => one.title === title);
		return answers ? tappable('link', title, answers, message, all) : element('div', 'link', title);
	});
}

/** One card of a message that shows several beside each other. */
function cardBelow(card, message, all) {
	const made = element('div', 'card');
	made.append(medium(card.header, card.mediaUrl));
	if (card.body) made.append(element('div', '', card.body));
	made.append(...buttonsOf(card, message, all));
	return made;
}

/** The beginning of the message that is quoted. */
function quote(about, all) {
	const quoted = all.find(({ whatsappMessageId }) => whatsappMessageId === about);
	return element('div', 'quote', quoted ? quoted.text.slice(0, 80) : 'A message that is not here');
}

function bubble(message, present, all) {
	const { direction, header, mediaUrl, body, footer, cards, list, about } = message;
	const { kind, template, gateway, at, media, reply, hiddenAs } = message;
	const made = element('div', direction === 'inbound' ? 'bubble mine' : 'bubble');
	if (about) made.append(quote(about, all));
	if (mediaUrl) made.append(medium(header, mediaUrl));
	else if (media) made.append(medium(header, `${media.mimeType}, ${media.bytes} bytes`));
	else if (header) made.append(element('div', 'head', header));
	made.append(words(body));
	if (footer) made.append(element('div', 'foot', footer));
	const by = template ? `template ${template.name} · ${template.language}` : kind;
	const how = (reply ? ' · tapped' : '') + (hiddenAs ? ` · number hidden: ${hiddenAs}` : '');
	const meta = direction === 'inbound' ? how : ` · ${gateway} · ${by}`;
	made.append(element('div', 'meta', moment(at, present) + meta));
	made.append(...cards.map((card) => cardBelow(card, message, all)));
	made.append(...buttonsOf(message, message, all));
	if (list) made.append(choices(message, all));
	return made;
}

/** One line for all gateways whose window is the same, which it mostly is. */
function windowLines(windows, now) {
	const gateways = new Map();
	for (const { name, openUntil } of windows) {
		// To the minute, as it is shown.
		const until = openUntil === null ? null : moment(openUntil, now);
		gateways.set(until, [...(gateways.get(until) ?? []), name]);
	}
	return [...gateways].map(([until, names]) => {
		const whose = gateways.size === 1 ? '' : ` (${names.join(', ')})`;
		return until === null
			? element('div', 'window', `Window closed, templates only${whose}`)
			: element('div', 'window open', `Window open until ${until}${whose}`);
	});
}

/** The parts of a phone that change; its form stays, so that typing is not disturbed. */
const cards = new Map();

/** An inbound message is one message, even if several gateways receive it. */
function writtenOnce(messages) {
	const first = new Map();
	return messages.filter(({ direction, gateway, header, body, at }) => {
		if (direction !== 'inbound') return true;
		const message = JSON.stringify([at, header, body]);
		if (!first.has(message)) first.set(message, gateway);
		return first.get(message) === gateway;
	});
}

function cardOf(phone) {
	const known = cards.get(phone);
	if (known) return known;
	const card = element('section', 'phone');
	const who = element('div', 'who');
	const chat = element('div', 'chat');
	const form = element('form');
	const input = element('input');
	input.placeholder = 'Write to the business…';
	input.setAttribute('aria-label', `Message from ${phone}`);
	form.append(input, element('button', '', 'Send'));
	form.addEventListener('submit', (event) => {
		event.preventDefault();
		const text = input.value.trim();
		if (text === '') return;
		input.value = '';
		run(() => ask('inbound', { phone, text }));
	});
	card.append(who, chat, form);
	document.getElementById('phones').append(card);
	const made = { card, who, chat, shown: '' };
	cards.set(phone, made);
	return made;
}

function show({ now, phones }) {
	const present = Date.parse(now);
	document.getElementById('now').textContent = dayAndTime.format(present);
	// People who are not of the seed go with a reset.
	for (const [phone, { card }] of cards) {
		if (phones.some((one) => one.phone === phone)) continue;
		card.remove();
		cards.delete(phone);
	}
	const changed = [];
	for (const { phone, name, messages, windows } of phones) {
		const card = cardOf(phone);
		card.who.replaceChildren(
			element('strong', '', name ?? phone),
			element('small', '', name ? phone : 'not one of the seeded people'),
			...windowLines(windows, present),
		);
		// With the day, because a time is shown with its date from the next day on.
		const today = new Date(present).toDateString();
		const state = JSON.stringify([today, ...messages.map(({ id, at }) => [id, at])]);
		if (state === card.shown) continue;
		card.shown = state;
		card.chat.replaceChildren(
			...(messages.length === 0
				? [element('p', 'empty', 'No messages yet.')]
				: writtenOnce(messages).map((message) => bubble(message, present, messages))),
		);
		changed.push(card.chat);
	}
	// Only now, for each new phone makes the others narrower and their chats longer.
	for (const chat of changed) chat.scrollTop = chat.scrollHeight;
}

function notify(text) {
	const notice = document.getElementById('notice');
	notice.textContent = text;
	notice.hidden = text === '';
}

async function refresh() {
	try {
		show(await ask('phones'));
		if (lost) notify('');
		lost = false;
	} catch {
		lost = true;
		notify('The sandbox does not answer. Start it again with npm run sandbox.');
	}
}

/** Whether the sandbox did not answer the last time. */
let lost = false;

async function run(action) {
	try {
		notify('');
		await action();
	} catch (error) {
		notify(error.message);
	}
	await refresh();
}

document.getElementById('advance').addEventListener('click', () => {
	run(() => ask('clock', { advance: 24 * 3600 }));
});
document.getElementById('reset').addEventListener('click', () => {
	for (const card of cards.values()) card.shown = '';
	run(() => ask('reset', {}));
});

refresh();
setInterval(refresh, 1000);
