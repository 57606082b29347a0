import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const templateFolder = path.join(__dirname, 'template');

/** Where each part of the template goes. */
const rooms = {
	gateway: 'nodes/WhatsAppGateway/gateways',
	sandbox: 'sandbox/gateways',
	test: 'test/gateways',
} as const;

/** What a gateway is called. */
export interface GatewayName {
	/** The name of its folders, in camel case. */
	readonly id: string;
	/** As users read it. */
	readonly name: string;
}

/** One file of the skeleton. */
export interface SkeletonFile {
	/** Relative to the project. */
	readonly file: string;
	readonly text: string;
}

function filesIn(folder: string): string[] {
	return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
		const file = path.join(folder, entry.name);
		return entry.isDirectory() ? filesIn(file) : [file];
	});
}

/** The folders of a gateway, relative to the project. */
export function gatewayFolders(id: string): string[] {
	return Object.values(rooms).map((room) => `${room}/${id}`);
}

/** Every file of a new gateway. The template's files end in `.txt`, so that no tool takes them for code. */
export function skeleton({ id, name }: GatewayName): SkeletonFile[] {
	const fill = (text: string) => text.replaceAll('__id__', id).replaceAll('__Name__', name);
	return Object.entries(rooms).flatMap(([part, room]) => {
		const folder = path.join(templateFolder, part);
		return filesIn(folder).map((file) => ({
			file: `${room}/${id}/${path.relative(folder, file).replace(/\.txt$/, '')}`,
			text: fill(readFileSync(file, 'utf8')),
		}));
	});
}
