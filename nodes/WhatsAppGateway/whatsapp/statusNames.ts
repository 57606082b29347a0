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

/** Meta's word for a template's status in ours; a word we do not know is `unknown`. */
export function toTemplateStatus(word: string | null): TemplateStatus {
	return templateStatuses[(word ?? '').toUpperCase()] ?? 'unknown';
}

const headerFormats: Readonly<Record<string, HeaderFormat>> = {
	TEXT: 'text',
	IMAGE: 'image',
	VIDEO: 'video',
	DOCUMENT: 'document',
	LOCATION: 'location',
};

/** Meta's word for a header's format in ours; `undefined` for none, and for a word we do not know. */
export function toHeaderFormat(word: string | null): HeaderFormat | undefined {
	return headerFormats[(word ?? '').toUpperCase()];
}

/** The words that gateways have for a status, Meta's among them. */
const deliveryStatuses = new Map<string, DeliveryStatus>([
	['pending', 'queued'],
	['queued', 'queued'],
	['accepted', 'sent'],
	['sent', 'sent'],
	['delivered', 'delivered'],
	['read', 'read'],
	['played', 'read'],
	['failed', 'failed'],
]);

/** A gateway's word for a status in ours; `undefined` for one that we do not know. */
export function toDeliveryStatus(word: string | null): DeliveryStatus | undefined {
	return deliveryStatuses.get((word ?? '').toLowerCase());
}
