import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { absoluteLinks } from './absoluteLinks';

/**
 * npm runs this before and after it packs: the README in the package has whole addresses, those of the
 * version's tag, and the one in the repository stays as it is.
 */
// npm runs the scripts of a package in its folder.
const root = process.cwd();
const readme = path.join(root, 'README.md');
/** The repository's own README meanwhile. */
const kept = path.join(root, 'README.md.kept');

function restore(): void {
	if (existsSync(kept)) renameSync(kept, readme);
}

// One that was interrupted has left its copy.
restore();
if (process.argv[2] === 'before') {
	const { version, repository } = JSON.parse(
		readFileSync(path.join(root, 'package.json'), 'utf8'),
	) as { version: string; repository: { url: string } };
	const name = /github\.com\/([^/]+\/[^/]+?)(\.git)?$/.exec(repository.url)?.[1];
	if (name === undefined) throw new Error('package.json: the repository is at no GitHub address.');
	const page = readFileSync(readme, 'utf8');
	writeFileSync(kept, page);
	writeFileSync(readme, absoluteLinks(page, { repository: name, ref: `v${version}` }));
}
