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

/** Each comment `FILL IN: …` that is left of the gateway's skeleton, with its file and line. */
export function instructionsOf(id: string): Array<[instruction: string, place: string]> {
	return rooms
		.flatMap((room) => filesIn(`${room}/${id}`))
		.flatMap((file) =>
			readFileSync(path.join(root, file), 'utf8')
				.split('\n')
				.flatMap((line, index): Array<[string, string]> => {
					const [, instruction] = /\/\/ FILL IN: (.*)$/.exec(line) ?? [];
					return instruction === undefined ? [] : [[instruction, `${file}:${index + 1}`]];
				}),
		);
}

/** Whether an address is one of the skeleton's: `.example` belongs to no one (RFC 2606). */
export function isMadeUp(address: string): boolean {
	return new URL(address).hostname.endsWith('.example');
}
