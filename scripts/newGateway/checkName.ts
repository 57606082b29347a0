import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { Script } from 'node:vm';

import { gateways } from '../../nodes/WhatsAppGateway/gateways';
import { registryText } from '../registry';
import { gatewayFolders, skeleton, type GatewayName } from './skeleton';

/** Whether JavaScript, a CommonJS module or Node uses this name. */
function isReservedWord(id: string): boolean {
	try {
		new Script(`(async (exports, require, module) => { 'use strict'; const ${id} = 1; })`);
		// Includes what every object inherits, such as `constructor`: gateways are looked up by id.
		return id in globalThis;
	} catch {
		return true;
	}
}

const comment = /\/\*\*.*?\*\/|\/\/ .*?$/gms;

/** Whether a written file has a variable or a text of this name, with which the id would clash. */
function isUsedInCode(id: string): boolean {
	const word = new RegExp(`\\b${id}\\b`);
	const files = skeleton({ id: '_', name: '_' }).map(({ text }) => text);
	return [...files, registryText(['_'])].some((text) => word.test(text.replace(comment, '')));
}

const isSame = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

/** The folders that have this name, also in other capitals: some file systems ignore case. */
function takenFolders(root: string, id: string): string[] {
	return gatewayFolders(id).flatMap((folder) => {
		const parent = path.dirname(folder);
		const names = existsSync(path.join(root, parent)) ? readdirSync(path.join(root, parent)) : [];
		return names.filter((name) => isSame(name, id)).map((name) => `${parent}/${name}`);
	});
}

/** Why the folders cannot be made; `undefined` if they can. */
function folderProblem(root: string, id: string): string | undefined {
	const taken = takenFolders(root, id);
	if (taken.length === 0) return undefined;
	return gateways.some((gateway) => isSame(gateway.id, id))
		? `“${id}” is taken: there is a folder ${taken[0]}.`
		: `“${id}” is left from an interrupted run: delete ${taken.join(', ')} and run again.`;
}

/** Why a gateway cannot be called this, in one sentence; `undefined` if it can. */
export function nameProblem(root: string, { id, name }: GatewayName): string | undefined {
	if (!/^[a-z][A-Za-z]{1,29}$/.test(id)) {
		return `“${id}” is no id: write 2 to 30 letters in camel case, such as acme or acmeCloud.`;
	}
	if (isReservedWord(id) || isUsedInCode(id)) {
		return `“${id}” has a meaning in the code: choose another id.`;
	}
	const taken = folderProblem(root, id);
	if (taken !== undefined) return taken;
	if (!/^[\p{L}\p{N}][\p{L}\p{N} .&/-]{0,39}$/u.test(name) || name !== name.trim()) {
		return `“${name}” is no name: write up to 40 letters, digits and spaces.`;
	}
	const namesake = gateways.find((gateway) => isSame(gateway.name, name));
	if (namesake !== undefined) {
		return `“${name}” is the name of the gateway ${namesake.id}: choose another name.`;
	}
	return undefined;
}

/** The words of an id in camel case: `acmeCloud` is Acme Cloud. */
export function nameFromId(id: string): string {
	const words = id.replace(/([a-z])([A-Z])/g, '$1 $2');
	return words.charAt(0).toUpperCase() + words.slice(1);
}
