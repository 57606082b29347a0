import { randomBytes, timingSafeEqual } from 'node:crypto';

import type { CodeReference } from '../../core/oneTimePassword';
import { personKey } from '../../whatsapp/samePerson';

/** An HMAC over a text with the credential's secret, in 64 hexadecimal digits. */
export type Prove = (text: string) => string;

/** What a verification holds; nobody can read the code in it, nor try codes without the credential. */
export interface Seal {
	/** Names the code that was sent, 24 hexadecimal digits. */
	readonly id: string;
	/** Seconds since 1970. */
	readonly expiresAt: number;
	/** The HMAC over person, purpose, end and code. */
	readonly digest: Buffer;
}

/** Stands before what a verification holds, so that another form can follow it. */
const prefix = 'wgp1.';

const idBytes = 12;
const expiryBytes = 6;
const proofBytes = 32;
const length = idBytes + expiryBytes + 2 * proofBytes;

/** More than any verification of ours has. */
const maxCharacters = 200;

/** What is proven. The number is written in the same form as by WhatsApp, whose answer may name another one. */
function prove(
	what: 'code' | 'person',
	{ to, purpose }: CodeReference,
	{ id, expiresAt }: Pick<Seal, 'id' | 'expiresAt'>,
	code: string,
	proveText: Prove,
): Buffer {
	const text = JSON.stringify([what, personKey(to), purpose, id, expiresAt, code]);
	return Buffer.from(proveText(text), 'hex');
}

/** Seals a code for a person, a purpose and a time: some 115 letters, digits, `-` and `_`. */
export function sealCode(
	{ code, expiresAt, ...reference }: CodeReference & { code: string; expiresAt: number },
	proveText: Prove,
): string {
	const id = randomBytes(idBytes);
	const named = { id: id.toString('hex'), expiresAt };
	const expiry = Buffer.alloc(expiryBytes);
	expiry.writeUIntBE(expiresAt, 0, expiryBytes);
	const proofs = [
		prove('person', reference, named, '', proveText),
		prove('code', reference, named, code, proveText),
	];
	return prefix + Buffer.concat([id, expiry, ...proofs]).toString('base64url');
}

function isSame(a: Buffer, b: Buffer): boolean {
	return a.length === b.length && timingSafeEqual(a, b);
}

/** Reads a verification; `null` for one that was changed, or made for another person, purpose or credential. */
export function readSeal(text: string, reference: CodeReference, proveText: Prove): Seal | null {
	if (!text.startsWith(prefix) || text.length > maxCharacters) return null;
	const bytes = Buffer.from(text.slice(prefix.length), 'base64url');
	if (bytes.length !== length) return null;
	const proofs = bytes.subarray(idBytes + expiryBytes);
	const named = {
		id: bytes.subarray(0, idBytes).toString('hex'),
		expiresAt: bytes.readUIntBE(idBytes, expiryBytes),
	};
	const person = prove('person', reference, named, '', proveText);
	if (!isSame(person, proofs.subarray(0, proofBytes))) return null;
	return { ...named, digest: proofs.subarray(proofBytes) };
}

/** Whether a code is the one that was sealed. */
export function isSealedCode(
	seal: Seal,
	code: string,
	reference: CodeReference,
	proveText: Prove,
): boolean {
	return isSame(prove('code', reference, seal, code, proveText), seal.digest);
}
