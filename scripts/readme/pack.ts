import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
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

/** What was put in its place. */
const packed = path.join(root, 'README.md.packed');

const read = (file: string) => (existsSync(file) ? readFileSync(file, 'utf8') : undefined);

/** Puts the repository's own README back, unless somebody has edited the other one. */
function restore(): void {
	const [page, own] = [read(readme), read(kept)];
	if (own !== undefined && page !== undefined && page !== own && page !== read(packed)) {
		process.stderr.write(
			'README.md was edited while npm packed, or after a packing that was interrupted. Take the edit into README.md.kept, which has the addresses of the repository, delete README.md, and start again. If README.md is as you want it, delete README.md.kept instead.\n',
		);
		process.exit(1);
	}
	if (own !== undefined) renameSync(kept, readme);
	rmSync(packed, { force: true });
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
	const whole = absoluteLinks(page, { repository: name, ref: `v${version}` });
	writeFileSync(packed, whole);
	writeFileSync(kept, page);
	writeFileSync(readme, whole);
}
