'use strict';

/** Every text goes in as text, never as markup: a message may hold anything. */
function element(name, className, text) {
	const made = document.createElement(name);
	if (className) made.className = className;
	if (text !== undefined) made.textContent = text;
	return made;
}

const clockTime = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const dayAndTime = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

/** The time alone on the day itself, with the date before that. */
function moment(at, present) {
	const sameDay = new Date(at).toDateString() === new Date(present).toDateString();
	return (sameDay ? clockTime : dayAndTime).format(new Date(at));
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

function bubble({ direction, header, body, footer, buttons, template, gateway, at }, present) {
	const made = element('div', direction === 'inbound' ? 'bubble mine' : 'bubble');
	if (header) made.append(element('div', 'head', header));
	made.append(element('div', '', body));
	if (footer) made.append(element('div', 'foot', footer));
	const by = template ? `template ${template.name} · ${template.language}` : 'text';
	const meta = direction === 'inbound' ? '' : ` · ${gateway} · ${by}`;
	made.append(element('div', 'meta', moment(at, present) + meta));
	for (const button of buttons) made.append(element('div', 'link', button));
	return made;
}

function windowLine({ name, openUntil }, now) {
	if (openUntil === null) {
		return element('div', 'window', `${name}: window closed, templates only`);
	}
	const hours = Math.ceil((Date.parse(openUntil) - now) / 3_600_000);
	const left = hours <= 1 ? 'less than an hour' : `${hours} hours`;
	return element('div', 'window open', `${name}: window open for ${left}`);
}

/** The parts of a phone that change; its form stays, so that typing is not disturbed. */
const cards = new Map();

/** A person writes to the business once, however many gateways carry it. */
function writtenOnce(messages) {
	return messages.filter(
		({ direction, body, at }, index) =>
			direction !== 'inbound' ||
			!messages
				.slice(0, index)
				.some(
					(other) =>
						other.direction === 'inbound' &&
						other.body === body &&
						Math.abs(Date.parse(other.at) - Date.parse(at)) < 1000,
				),
	);
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
	const made = { who, chat, shown: '' };
	cards.set(phone, made);
	return made;
}

function show({ now, phones }) {
	const present = Date.parse(now);
	document.getElementById('now').textContent = dayAndTime.format(present);
	for (const { phone, name, messages, windows } of phones) {
		const card = cardOf(phone);
		card.who.replaceChildren(
			element('strong', '', name ?? phone),
			element('small', '', name ? phone : 'not one of the seeded people'),
			...windows.map((one) => windowLine(one, present)),
		);
		const state = JSON.stringify(messages.map(({ id, at }) => [id, at]));
		if (state === card.shown) continue;
		card.shown = state;
		card.chat.replaceChildren(
			...(messages.length === 0
				? [element('p', 'empty', 'No messages yet.')]
				: writtenOnce(messages).map((message) => bubble(message, present))),
		);
		card.chat.scrollTop = card.chat.scrollHeight;
	}
}

async function refresh() {
	const notice = document.getElementById('notice');
	try {
		show(await ask('phones'));
		notice.hidden = true;
	} catch {
		notice.textContent = 'The sandbox does not answer. Start it again with npm run sandbox.';
		notice.hidden = false;
	}
}

async function run(action) {
	await action();
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
