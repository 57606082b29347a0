import { createEvent } from '../../../nodes/WhatsAppGateway/core/event';
import {
	overdueWindows,
	readLeft,
	writeNotes,
} from '../../../nodes/WhatsAppGateway/trigger/collect/notes';
import { WindowSet } from '../../../nodes/WhatsAppGateway/trigger/collect/windows';

const event = createEvent({
	event: 'message',
	id: 'one',
	gateway: 'qyvo',
	at: '2026-05-07T08:14:23.000Z',
	from: '+491713920012',
	text: 'Hi',
	raw: { anything: [1] },
});
const address = 'http://127.0.0.1:5678/webhook/a/webhook';

/** The notes as n8n's database gives them back. */
const stored = (data: object) => JSON.parse(JSON.stringify(data)) as Record<string, unknown>;

let windows: WindowSet;
let data: Record<string, unknown>;
beforeEach(() => {
	windows = new WindowSet();
	windows.add('anna', event, 1000, 0);
	data = { previousSubscription: { url: 'kept' } };
	writeNotes(data, { process: 'a', address, windows: windows.all() }, 0);
	data = stored(data);
});
afterEach(() => windows.all().forEach(({ id }) => windows.remove(id)));

test('another process finds what is noted, once its process must have begun it', () => {
	expect(readLeft(data, 'a')?.ofOthers).toEqual([]);
	expect(overdueWindows(data, 'a', 1_000_000)).toEqual([]);
	const left = readLeft(data, 'b');
	expect(left).toMatchObject({ addresses: [address], ofOthers: [{ chat: 'anna' }] });
	expect(overdueWindows(data, 'b', 1000)).toEqual([]);
	expect(overdueWindows(data, 'b', left?.overdueAt ?? 0)).toMatchObject([{ events: [event] }]);
});

test('processes keep their notes apart, and nothing is left of what has begun', () => {
	writeNotes(data, { process: 'b', address, windows: windows.all() }, 0);
	windows.all().forEach(({ id }) => windows.remove(id));
	writeNotes(data, { process: 'b', address, windows: windows.all() }, 0);
	expect(readLeft(data, 'b')).toMatchObject({ ofOthers: [{ chat: 'anna' }] });
	writeNotes(data, { process: 'a', address, windows: windows.all() }, 0);
	expect(stored(data)).toEqual({ previousSubscription: { url: 'kept' } });
});

test('what is noted already is not written again', () => {
	const frozen = Object.freeze(data);
	writeNotes(frozen, { process: 'a', address, windows: windows.all() }, 0);
	expect(readLeft(frozen, 'a')?.addresses).toEqual([address]);
});

test('who writes takes over what is overdue', () => {
	writeNotes(data, { process: 'b', address, windows: [] }, 1_000_000);
	expect(stored(data)).toEqual({ previousSubscription: { url: 'kept' } });
});

test.each([null, 'text', [], { a: null }, { a: { windows: [null, 1] } }])(
	'notes that cannot be read stop nothing: %j',
	(collecting) => {
		const odd: Record<string, unknown> = { collecting };
		readLeft(odd, 'b');
		overdueWindows(odd, 'b', 1_000_000);
		writeNotes(odd, { process: 'b', address, windows: windows.all() }, 0);
		expect(readLeft(odd, 'x')?.ofOthers).toContainEqual(expect.objectContaining({ chat: 'anna' }));
	},
);
