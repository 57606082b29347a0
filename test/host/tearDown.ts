import { rmSync } from 'node:fs';
import path from 'node:path';

import { holder } from './setUp';

/** Ends the server and the sandbox, and removes their data. */
export default async function tearDown(): Promise<void> {
	const { demo } = holder;
	if (!demo) return;
	await demo.stop();
	rmSync(path.dirname(demo.server.log), { recursive: true, force: true });
}
