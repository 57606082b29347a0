import { asObject, asObjects, type JsonObject } from '../../core/narrow';

/** The gateway's name in its messages. */
export const gateway = 'WA.CR';

/**
 * The rows of a list, which stand below the name of what they are.
 * Source: https://github.com/kdctek/n8n-nodes-wacr
 */
export function rowsIn(body: unknown, name: string): JsonObject[] {
	return asObjects(asObject(body)[name]);
}
