import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import os from 'node:os';
import path from 'node:path';

import { ensureFree, steadyPort } from '../../host/server/ports';

const folder = mkdtempSync(path.join(os.tmpdir(), 'whatsapp-gateways-ports-'));
const file = path.join(folder, 'services.port');
afterAll(() => rmSync(folder, { recursive: true }));

/** Takes a port, unless another program has it. */
async function take(port: number): Promise<Server> {
	const server = createServer();
	await new Promise<void>((resolve) => {
		// Without the right to take it, it is not free either.
		server.once('error', () => resolve()).listen(port, '127.0.0.1', resolve);
	});
	return server;
}

test.each([1, 999, 1023, 65_535])(
	'a port such as %d that is taken gets one sentence',
	async (port) => {
		const server = await take(port);
		try {
			await expect(ensureFree(port, 'n8n', '--port', 4010)).rejects.toThrow(
				/^Port \d+, wanted for n8n, .* Choose another one: --port \d{4,5}$/,
			);
		} finally {
			server.close();
		}
	},
);

test.each(['', 'garbage', '-5', '0', '1e9', '70000', '3.5'])(
	'a file for a port that says “%s” stops no start',
	async (text) => {
		writeFileSync(file, text);
		const port = await steadyPort(file);
		expect(Number.isInteger(port) && port > 0 && port <= 65_535).toBe(true);
		expect(readFileSync(file, 'utf8')).toBe(String(port));
	},
);
