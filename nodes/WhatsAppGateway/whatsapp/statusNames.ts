import type { DeliveryStatus } from '../core/message';
import type { HeaderFormat, TemplateStatus } from '../core/template';

const statuses: Readonly<Record<string, TemplateStatus>> = {
	APPROVED: 'approved',
	PENDING: 'pending',
	IN_APPEAL: 'pending',
	REJECTED: 'rejected',
	PAUSED: 'paused',
	DISABLED: 'disabled',
	PENDING_DELETION: 'disabled',
};

/** Meta's word for a template's status in ours; a word we do not know is `unknown`. */
export function templateStatusOf(word: string | null): TemplateStatus {
	return statuses[(word ?? '').toUpperCase()] ?? 'unknown';
}

const headerFormats: Readonly<Record<string, HeaderFormat>> = {
	TEXT: 'text',
	IMAGE: 'image',
	VIDEO: 'video',
	DOCUMENT: 'document',
	LOCATION: 'location',
};

/** Meta's word for a header's format in ours; `undefined` for none, and for a word we do not know. */
export function headerFormatOf(word: string | null): HeaderFormat | undefined {
	return headerFormats[(word ?? '').toUpperCase()];
}

/** The words that gateways have for a status, Meta's among them. */
const statusWords = new Map<string, DeliveryStatus>([
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
export function deliveryStatusOf(word: string | null): DeliveryStatus | undefined {
	return statusWords.get((word ?? '').toLowerCase());
}
