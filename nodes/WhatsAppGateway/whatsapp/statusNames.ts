import type { DeliveryStatus } from '../core/message';
import type { HeaderFormat, TemplateStatus } from '../core/template';

const templateStatuses: Readonly<Record<string, TemplateStatus>> = {
	APPROVED: 'approved',
	PENDING: 'pending',
	IN_APPEAL: 'pending',
	REJECTED: 'rejected',
	PAUSED: 'paused',
	DISABLED: 'disabled',
	PENDING_DELETION: 'disabled',
};

/** A template's status by Meta's name; `unknown` for any other name. */
export function toTemplateStatus(name: string | null): TemplateStatus {
	return templateStatuses[(name ?? '').toUpperCase()] ?? 'unknown';
}

const headerFormats: Readonly<Record<string, HeaderFormat>> = {
	TEXT: 'text',
	IMAGE: 'image',
	VIDEO: 'video',
	GIF: 'gif',
	DOCUMENT: 'document',
	LOCATION: 'location',
	PRODUCT: 'product',
};

/** A header's format by Meta's name; `undefined` for no name and for any other. */
export function toHeaderFormat(name: string | null): HeaderFormat | undefined {
	return headerFormats[(name ?? '').toUpperCase()];
}

/** Meta's names of delivery statuses, and those of gateways. */
const deliveryStatuses = new Map<string, DeliveryStatus>([
	['pending', 'queued'],
	['queued', 'queued'],
	['held_for_quality_assessment', 'queued'],
	['accepted', 'sent'],
	['sent', 'sent'],
	['delivered', 'delivered'],
	['read', 'read'],
	['played', 'read'],
	['failed', 'failed'],
]);

/** A delivery status by the gateway's name; `undefined` for any other name. */
export function toDeliveryStatus(name: string | null): DeliveryStatus | undefined {
	return deliveryStatuses.get((name ?? '').toLowerCase());
}
