import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { gateways } from '../../nodes/WhatsAppGateway/gateways';
import { eventsPage } from '../eventSchema/eventsPage';
import { eventSchema, schemaFile, schemaText } from '../eventSchema/schema';
import { assumptionsPage, capabilityTable, receivingSteps } from './capabilityTable';
import { countriesFile, countriesText } from './countriesFile';
import { compatibilityTable } from './compatibilityTable';
import { faultsPage } from './faultsPage';

const root = path.resolve(__dirname, '../..');

/** Fills the generated parts of a page, each between its markers. Throws if a marker is missing. */
function fill(page: string, parts: Readonly<Record<string, string>>): void {
	const file = path.join(root, page);
	const filled = Object.entries(parts).reduce(
		(text, [name, part]) => {
			const markers = new RegExp(`(<!-- ${name} -->\\n)[\\s\\S]*?(<!-- /${name} -->)`);
			if (!markers.test(text)) throw new Error(`${page} has lost its <!-- ${name} --> markers.`);
			return text.replace(markers, (_all, open, close) => `${open}\n${part}\n\n${close}`);
		},
		readFileSync(file, 'utf8'),
	);
	writeFileSync(file, filled);
}

/**
 * Writes what is generated: the tables in README.md and docs/, the pages about faults, events and what is
 * assumed, and what ships: the schema of the triggers' items, and the list of countries.
 */
function writeDocs(): void {
	fill('README.md', { gateways: capabilityTable() });
	fill('docs/compatibility.md', { compatibility: compatibilityTable() });
	for (const { id, webhook } of gateways) {
		const page = `docs/connect/${id}.md`;
		// A gateway that is being added has no page yet.
		if (webhook === undefined || !existsSync(path.join(root, page))) continue;
		fill(page, { receive: receivingSteps(webhook) });
	}
	writeFileSync(path.join(root, 'docs/assumptions.md'), assumptionsPage());
	writeFileSync(path.join(root, 'docs/faults.md'), faultsPage());
	const schema = eventSchema();
	writeFileSync(path.join(root, 'docs/events.md'), eventsPage(schema));
	mkdirSync(path.dirname(schemaFile), { recursive: true });
	writeFileSync(schemaFile, schemaText(schema));
	writeFileSync(path.join(root, countriesFile), countriesText());
}

writeDocs();
