import { GatewayError } from '../../nodes/WhatsAppGateway/core/faults';
import type { Receipt } from '../../nodes/WhatsAppGateway/core/message';
import { RunNotes } from '../../nodes/WhatsAppGateway/sending/runNotes';

const name = (item: number) => ({
	place: String(item),
	turn: 0,
	to: `+49171${3_000_000 + item}`,
	ownKey: null,
	words: '',
	isDeduplicated: false,
});
const receipt = (item: number) => ({ messageId: `id-${item}` }) as Receipt;

/** What n8n keeps between two tries, in its database. */
const stored = (context: object) => JSON.parse(JSON.stringify(context)) as Record<string, unknown>;

test('nothing of a run is forgotten, however long it is', async () => {
	const context = {};
	const notes = new RunNotes(context, '0', true);
	const items = Array.from({ length: 20_200 }, (_, item) => item);
	for (const item of items) notes.rememberSent(name(item), receipt(item));
	const next = new RunNotes(stored(context), '0', true);
	const recalled = await Promise.all(items.map(async (item) => await next.recall(name(item))));
	expect(recalled.filter(({ state }) => state !== 'sent')).toEqual([]);
	expect(recalled[0]).toMatchObject({ kept: { messageId: 'id-0' } });
});

test('an unknown outcome keeps its fault, and is reported as one of an earlier try', async () => {
	const context = {};
	const fault = new GatewayError('unknownOutcome', 'No answer.', { sent: 'unknown', raw: 'x' });
	new RunNotes(context, '0', false).rememberUnknown(name(1), fault);
	const recalled = await new RunNotes(stored(context), '0', true).recall(name(1));
	expect(recalled).toMatchObject({
		state: 'unknown',
		isRecent: true,
		fault: { fault: 'unknownOutcome', message: 'No answer.', sent: 'unknown' },
	});
	expect(JSON.stringify(context)).not.toContain('"raw"');
});

test('notes of one run, one place and one person say nothing of others', async () => {
	const context = {};
	new RunNotes(context, '0', true).rememberSent(name(1), receipt(1));
	const state = async (run: string, place: string, to: string) =>
		(await new RunNotes(context, run, true).recall({ ...name(1), place, to })).state;
	expect(await state('0', '1', name(1).to)).toBe('sent');
	expect(await state('0', '1', name(2).to)).toBe('new');
	expect(await state('0', 'constructor', name(1).to)).toBe('new');
	expect(await state('1', '1', name(1).to)).toBe('new');
});

test('a run that has succeeded leaves nothing behind', () => {
	const context = {};
	const notes = new RunNotes(context, '0', true);
	notes.rememberSent(name(1), receipt(1));
	notes.forget();
	expect(context).toEqual({});
});
