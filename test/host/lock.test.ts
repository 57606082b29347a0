import { readFileSync } from 'node:fs';
import path from 'node:path';

import { projectFolder } from '../../host/project';

test('n8n’s lock file contains no registry addresses', () => {
	const lock = readFileSync(
		path.join(projectFolder, 'host', 'install', 'package-lock.json'),
		'utf8',
	);
	expect(lock).not.toContain('"resolved"');
});
