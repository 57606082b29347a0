import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { assumptionList, capabilityTable } from './capabilityTable';
import { faultsPage } from './faultsPage';

const root = path.resolve(__dirname, '../..');

/** The README with each generated part put between its own markers. Throws where a marker is missing. */
function fillReadme(readme: string, parts: Readonly<Record<string, string>>): string {
	return Object.entries(parts).reduce((text, [name, part]) => {
		const marked = new RegExp(`(<!-- ${name} -->\\n)[\\s\\S]*?(<!-- /${name} -->)`);
		if (!marked.test(text)) throw new Error(`README.md has lost its <!-- ${name} --> markers.`);
		return text.replace(marked, (_all, open, close) => `${open}\n${part}\n\n${close}`);
	}, readme);
}

/** Writes what the documents take from the code: tables and lists in README.md, docs/faults.md. */
function writeDocs(): void {
	const readme = path.join(root, 'README.md');
	const parts = { gateways: capabilityTable(), assumptions: assumptionList() };
	writeFileSync(readme, fillReadme(readFileSync(readme, 'utf8'), parts));
	writeFileSync(path.join(root, 'docs/faults.md'), faultsPage());
}

writeDocs();
