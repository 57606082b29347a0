import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { Script } from 'node:vm';

import { gatewayFolders, skeleton, type GatewayName } from './skeleton';

function isReservedWord(id: string): boolean {
	try {
		new Script(`'use strict'; const ${id} = 1;`);
		return false;
	} catch {
		return true;
	}
}

const comment = /\/\*\*.*?\*\/|\/\/ .*?$/gms;

/** Whether the skeleton has a variable or a text of this name, with which the id would clash. */
function isUsedInSkeleton(id: string): boolean {
	const word = new RegExp(`\\b${id}\\b`);
	return skeleton({ id: '_', name: '_' }).some(({ text }) => word.test(text.replace(comment, '')));
}

/** A folder that has this name, also in other capitals: some file systems do not tell them apart. */
function takenFolder(root: string, id: string): string | undefined {
	return gatewayFolders(id).find((folder) => {
		const parent = path.join(root, path.dirname(folder));
		const names = existsSync(parent) ? readdirSync(parent) : [];
		return names.some((name) => name.toLowerCase() === id.toLowerCase());
	});
}

/** Why a gateway cannot be called this, in one sentence; `undefined` if it can. */
export function nameProblem(root: string, { id, name }: GatewayName): string | undefined {
	if (!/^[a-z][A-Za-z]{1,29}$/.test(id)) {
		return `“${id}” is no id: write 2 to 30 letters in camel case, such as acme or acmeCloud.`;
	}
	if (isReservedWord(id) || isUsedInSkeleton(id))
		return `“${id}” has a meaning in the code: choose another id.`;
	const taken = takenFolder(root, id);
	if (taken !== undefined) return `“${id}” is taken: there is a folder ${taken}.`;
	if (!/^[\p{L}\p{N}][\p{L}\p{N} .&/-]{0,39}$/u.test(name) || name !== name.trim()) {
		return `“${name}” is no name: write up to 40 letters, digits and spaces.`;
	}
	return undefined;
}

/** The words of an id in camel case: `acmeCloud` is Acme Cloud. */
export function nameFromId(id: string): string {
	const words = id.replace(/([a-z])([A-Z])/g, '$1 $2');
	return words.charAt(0).toUpperCase() + words.slice(1);
}
