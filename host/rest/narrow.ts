import { HostFault } from '../fault';

/** Whether a value from the network is an object with fields. */
export function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The objects of a list; an empty list for a value that is no list. */
export function recordsOf(value: unknown): Array<Record<string, unknown>> {
	return Array.isArray(value) ? value.filter(isRecord) : [];
}

/** A text field that n8n always fills. Throws {@link HostFault} if it is missing. */
export function textField(value: unknown, field: string): string {
	const found = isRecord(value) ? value[field] : undefined;
	if (typeof found !== 'string') throw new HostFault(`n8n's answer has no ${field}.`);
	return found;
}
