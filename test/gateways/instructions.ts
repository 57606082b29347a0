import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(__dirname, '../..');

/** The folders of a gateway. */
const rooms = ['nodes/WhatsAppGateway/gateways', 'sandbox/gateways', 'test/gateways'];

function filesIn(folder: string): string[] {
	if (!existsSync(path.join(root, folder))) return [];
	return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
		const file = `${folder}/${entry.name}`;
		if (entry.isDirectory()) return filesIn(file);
		return file.endsWith('.ts') ? [file] : [];
	});
}

/** What a pattern finds in the lines of a gateway's code, with file and line. */
function findInCode(id: string, pattern: RegExp): Array<[found: string, place: string]> {
	return rooms
		.flatMap((room) => filesIn(`${room}/${id}`))
		.flatMap((file) =>
			readFileSync(path.join(root, file), 'utf8')
				.split('\n')
				.flatMap((line, index): Array<[string, string]> => {
					const found = pattern.exec(line)?.[1];
					return found === undefined ? [] : [[found, `${file}:${index + 1}`]];
				}),
		);
}

/** Each comment `FILL IN: …` that is left of the gateway's skeleton, with its file and line. */
export function instructionsOf(id: string): Array<[instruction: string, place: string]> {
	return findInCode(id, /\/\/ FILL IN: (.*)$/);
}

/** Each place whose source is still a page of the skeleton's invented documentation. */
export function madeUpSources(id: string): string[] {
	return findInCode(id, /Source: (https:\/\/docs\.gateway\.example)/).map(([, place]) => place);
}

/** Whether an address is one of the skeleton's: `.example` belongs to no one (RFC 2606). */
export function isMadeUp(address: string): boolean {
	return new URL(address).hostname.endsWith('.example');
}
