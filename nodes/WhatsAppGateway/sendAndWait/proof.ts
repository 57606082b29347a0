import { createHash } from 'node:crypto';

import { equalInConstantTime } from '../gatewayKit/signature';
import { asText } from '../core/narrow';

/**
 * What the waiting node keeps of the proof of its question. The proof itself can be made by whoever has the
 * credential; the digest gives nothing away and needs no credential, whose fields may be expressions that a
 * webhook cannot resolve.
 */
export function digestOfProof(proof: string): string {
	return createHash('sha256').update(proof).digest('hex');
}

/** Whether something is the proof of a digest. */
export function isProof(proof: unknown, digest: string): boolean {
	return equalInConstantTime(digestOfProof(asText(proof) ?? ''), digest);
}
