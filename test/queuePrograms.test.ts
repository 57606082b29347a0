import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { findQueuePrograms } from '../host/queue/programs';

const folder = mkdtempSync(path.join(os.tmpdir(), 'whatsapp-gateways-programs-'));
afterAll(() => rmSync(folder, { recursive: true }));

const add = (name: string) => writeFileSync(path.join(folder, name), '', { mode: 0o755 });

test('says what to install for queue mode, until it is there', () => {
	expect(() => findQueuePrograms([folder])).toThrow(
		"n8n's queue mode needs Redis and PostgreSQL. On Debian and Ubuntu: apt-get install redis-server postgresql",
	);
	add('redis-server');
	expect(() => findQueuePrograms([folder])).toThrow(
		"n8n's queue mode needs PostgreSQL. On Debian and Ubuntu: apt-get install postgresql",
	);
	add('initdb');
	add('postgres');
	expect(findQueuePrograms([folder])).toEqual({
		redis: path.join(folder, 'redis-server'),
		initdb: path.join(folder, 'initdb'),
		postgres: path.join(folder, 'postgres'),
	});
});
