import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** `npm version` runs this before it commits: the sandbox is published with the version of the package. */
const root = process.cwd();
const file = path.join(root, 'sandbox/package.json');
const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
	version: string;
};
const before = readFileSync(file, 'utf8');
writeFileSync(file, before.replace(/("version": ")[^"]+/, `$1${version}`));
execFileSync('git', ['add', file], { cwd: root });
