import { readFileSync } from 'node:fs';
import path from 'node:path';

import { releases } from '../../host/install/releases';

test.each(releases)('the lock file of n8n $version contains no registry addresses', (release) => {
	const lock = readFileSync(path.join(release.folder, 'package-lock.json'), 'utf8');
	expect(lock).not.toContain('"resolved"');
	expect(lock).toContain(`"n8n": "${release.version}"`);
});
