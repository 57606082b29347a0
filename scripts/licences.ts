import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The file with the licences of what is bundled, within the built files. */
export const licencesFile = 'THIRD_PARTY_LICENSES.txt';

/** What a package's own files do not say. */
const origins: Readonly<Record<string, string>> = {
	'libphonenumber-js':
		'Its code and its numbering plans are derived from libphonenumber, © The Libphonenumber Authors and Google, under the Apache License 2.0: https://github.com/google/libphonenumber',
};

/** The texts of a package's licences. Throws if it has none: then it must not be bundled. */
export function licencesOf(folder: string): string[] {
	const names = existsSync(folder) ? readdirSync(folder) : [];
	const files = names.filter((name) => /^(?:licen[cs]e|notice|copying)(?:[.-]|$)/i.test(name));
	if (files.length === 0) throw new Error(`${folder} has no licence that could be shipped.`);
	return files.sort().map((name) => readFileSync(path.join(folder, name), 'utf8').trim());
}

function noticeOf(folder: string): string {
	const { name, version, homepage } = JSON.parse(
		readFileSync(path.join(folder, 'package.json'), 'utf8'),
	) as Record<string, string>;
	const lines = [`${name} ${version}`, homepage, origins[name ?? '']];
	return [lines.filter((line) => line !== undefined).join('\n'), ...licencesOf(folder)].join(
		'\n\n',
	);
}

/** What is bundled, with the text of each licence. */
export function thirdPartyLicences(folders: readonly string[]): string {
	const line = '='.repeat(80);
	const head = 'This package contains the following software of others.';
	return `${[head, ...folders.map(noticeOf)].join(`\n\n${line}\n\n`)}\n`;
}
