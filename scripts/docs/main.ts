import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { eventsPage } from '../eventSchema/eventsPage';
import { eventSchema, schemaFile, schemaText } from '../eventSchema/schema';
import { assumptionList, capabilityTable } from './capabilityTable';
import { countriesFile, countriesText } from './countriesFile';
import { compatibilityTable } from './compatibilityTable';
import { faultsPage } from './faultsPage';

const root = path.resolve(__dirname, '../..');

/** The README with each generated part between its markers. Throws if a marker is missing. */
function fillReadme(readme: string, parts: Readonly<Record<string, string>>): string {
	return Object.entries(parts).reduce((text, [name, part]) => {
		const markers = new RegExp(`(<!-- ${name} -->\\n)[\\s\\S]*?(<!-- /${name} -->)`);
		if (!markers.test(text)) throw new Error(`README.md has lost its <!-- ${name} --> markers.`);
		return text.replace(markers, (_all, open, close) => `${open}\n${part}\n\n${close}`);
	}, readme);
}

/**
 * Writes what is generated: the tables and lists in README.md, docs/faults.md, docs/events.md, and
 * what ships: the schema of the triggers' items, and the list of countries.
 */
function writeDocs(): void {
	const readme = path.join(root, 'README.md');
	const parts = {
		gateways: capabilityTable(),
		assumptions: assumptionList(),
		compatibility: compatibilityTable(),
	};
	writeFileSync(readme, fillReadme(readFileSync(readme, 'utf8'), parts));
	writeFileSync(path.join(root, 'docs/faults.md'), faultsPage());
	const schema = eventSchema();
	writeFileSync(path.join(root, 'docs/events.md'), eventsPage(schema));
	mkdirSync(path.dirname(schemaFile), { recursive: true });
	writeFileSync(schemaFile, schemaText(schema));
	writeFileSync(path.join(root, countriesFile), countriesText());
}

writeDocs();
