import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { format, resolveConfig } from 'prettier';

import { gateways } from '../../nodes/WhatsAppGateway/gateways';

const folder = 'nodes/WhatsAppGateway';

/** A gateway that is sold under two names is searched for by either. */
const searchTerms = (name: string) => name.split(' / ');

/** The search terms with a gateway's own behind those of the other gateways. */
function withTerms(aliases: readonly string[], name: string): string[] {
	const isKnown = (term: string) =>
		aliases.some((alias) => alias.toLowerCase() === term.toLowerCase());
	const others = gateways.flatMap((gateway) => searchTerms(gateway.name));
	const at = aliases.findLastIndex((alias) => others.includes(alias)) + 1;
	const terms = searchTerms(name).filter((term) => !isKnown(term));
	return [...aliases.slice(0, at), ...terms, ...aliases.slice(at)];
}

/** Lets n8n's node panel find each node by the gateway's name. */
export async function addSearchTerms(root: string, name: string): Promise<void> {
	const files = readdirSync(path.join(root, folder)).filter((one) => one.endsWith('.node.json'));
	for (const one of files) {
		const file = path.join(root, folder, one);
		const codex = JSON.parse(readFileSync(file, 'utf8')) as { alias: readonly string[] };
		const text = JSON.stringify({ ...codex, alias: withTerms(codex.alias, name) }, null, '\t');
		const style = await resolveConfig(file);
		writeFileSync(file, await format(text, { ...style, filepath: file }));
	}
}
