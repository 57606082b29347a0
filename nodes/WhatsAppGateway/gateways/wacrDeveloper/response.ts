import { asObject, type JsonObject } from '../../core/narrow';
import { requireRows } from '../../gatewayKit/rows';

/** The gateway's name in its messages. */
export const gateway = 'WA.CR';

/**
 * The rows of a list, which stand below the name of what they are.
 * Source: https://github.com/kdctek/n8n-nodes-wacr
 *
 * @throws GatewayError `unexpectedAnswer` where there is no list
 */
export function rowsIn(body: unknown, name: string): JsonObject[] {
	return requireRows(asObject(body)[name], gateway, body, name);
}
