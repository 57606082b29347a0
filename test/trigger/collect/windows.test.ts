import { createEvent } from '../../../nodes/WhatsAppGateway/core/event';
import { maxOpenWindows, WindowSet } from '../../../nodes/WhatsAppGateway/trigger/collect/windows';

let number = 0;
const message = () =>
	createEvent({ event: 'message', id: `id-${++number}`, gateway: 'qyvo', at: '', raw: null });

/** Long enough for a test; nothing here waits for it. */
const quietMs = 60_000;

let windows: WindowSet;
beforeEach(() => {
	windows = new WindowSet();
});
afterEach(() => windows.all().forEach(({ id }) => windows.remove(id)));

test('a window ends after a time of quiet, and at the latest after four times that', () => {
	const { id } = windows.add('anna', message(), quietMs, 1000);
	expect(windows.get(id)?.endsAt).toBe(1000 + quietMs);
	expect(windows.add('anna', message(), quietMs, 1000 + quietMs / 2).id).toBe(id);
	expect(windows.get(id)?.endsAt).toBe(1000 + 1.5 * quietMs);
	windows.add('anna', message(), quietMs, 1000 + 3.5 * quietMs);
	expect(windows.get(id)?.endsAt).toBe(1000 + 4 * quietMs);
	expect(windows.get(id)?.events).toHaveLength(3);
});

test('a machine’s clock that is set back does not prolong the wait', async () => {
	const hour = 3_600_000;
	const { id, endsAt } = windows.add('anna', message(), 5, Date.now() + hour);
	expect(endsAt).toBeGreaterThan(Date.now() + hour / 2);
	await windows.untilEnd(id);
	expect(windows.get(id)?.isOpen).toBe(false);
});

test('the oldest window ends at once where too many are open, of whatever node', async () => {
	const others = new WindowSet();
	const oldest = others.add('oldest', message(), quietMs, Date.now());
	const chats = Array.from({ length: maxOpenWindows }, (_, person) => `person ${person}`);
	for (const chat of chats) windows.add(chat, message(), quietMs, Date.now());
	expect(oldest.isOpen).toBe(false);
	await others.untilEnd(oldest.id);
	expect(windows.all().every(({ isOpen }) => isOpen)).toBe(true);
	others.remove(oldest.id);
});

test('a person who writes a hundred messages is not waited for', () => {
	const window = windows.add('anna', message(), quietMs, 0);
	for (let count = 1; count < 100; count++) windows.add('anna', message(), quietMs, 0);
	expect(window.isOpen).toBe(false);
	expect(windows.add('anna', message(), quietMs, 0).id).not.toBe(window.id);
});

test('an ended window takes no more messages, and resolves when its run has begun', async () => {
	const event = message();
	const first = windows.add('anna', event, quietMs, 0);
	const waiting = windows.untilEnd(first.id);
	expect(windows.endChat('anna')).toEqual([first]);
	await waiting;
	const second = windows.add('anna', message(), quietMs, 0);
	expect(second.id).not.toBe(first.id);
	expect(windows.withEvent(event.id)).toBe(first);
	windows.remove(first.id);
	await first.begun;
	expect(windows.all()).toEqual([second]);
	expect(windows.withEvent(event.id)).toBeUndefined();
});
