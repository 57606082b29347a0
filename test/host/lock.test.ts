import { readFileSync } from 'node:fs';
import path from 'node:path';

import { project } from '../../host/packed';

test('the lock of n8n names no address that packages come from', () => {
	const lock = readFileSync(path.join(project, 'host', 'package-lock.json'), 'utf8');
	expect(lock).not.toContain('"resolved"');
});
