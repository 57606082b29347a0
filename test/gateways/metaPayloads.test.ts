import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { readMetaWebhook } from '../../nodes/WhatsAppGateway/whatsapp/metaWebhook';
import { metaPayloads } from '../metaPayloads';
import { payloadTable, startsByDefault } from '../metaPayloads/table';

const payloads = metaPayloads.flatMap(([, some]) => some);
const eventsOf = (payload: unknown) => readMetaWebhook(payload, 'metaCloud');

test('there are many payloads, each with a name of its own', () => {
	expect(payloads.length).toBeGreaterThanOrEqual(150);
	expect(new Set(payloads.map(({ name }) => name)).size).toBe(payloads.length);
});

test.each(payloads)('$name: $becomes', ({ becomes, payload }) => {
	expect(
		eventsOf(payload)
			.map(({ event }) => event)
			.join(' '),
	).toBe(becomes);
});

test.each(payloads)('a person speaks, or no run starts: $name', ({ personSpeaks, payload }) => {
	expect(eventsOf(payload).some(startsByDefault)).toBe(personSpeaks);
});

test('each event of all payloads has an id of its own, which is the same when it comes again', () => {
	const ids = payloads.flatMap(({ payload }) => eventsOf(payload).map(({ id }) => id));
	const twice = ids.filter((id, index) => ids.indexOf(id) !== index);
	expect(twice).toEqual([]);
	const copies = JSON.parse(JSON.stringify(payloads.map(({ payload }) => payload))) as unknown[];
	expect(copies.flatMap((payload) => eventsOf(payload).map(({ id }) => id))).toEqual(ids);
});

test('the table says what becomes of each payload', () => {
	const file = path.join(__dirname, '../metaPayloads/table.md');
	if (process.env['WRITE_TABLE']) writeFileSync(file, payloadTable());
	expect(readFileSync(file, 'utf8')).toBe(payloadTable());
});
