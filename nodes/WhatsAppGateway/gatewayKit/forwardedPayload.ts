import { asObject } from '../core/narrow';

/**
 * Whether a delivery is a payload of Meta's own webhook, which some gateways forward as it came from
 * Meta. Meta signed it for the gateway; the gateway does not sign it.
 */
export function isForwardedPayload(json: unknown): boolean {
	return asObject(json)['object'] === 'whatsapp_business_account';
}
