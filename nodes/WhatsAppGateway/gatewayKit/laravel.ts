import { asObject, asTexts } from '../core/narrow';

/** Laravel's `errors`: refused fields with their reasons; `undefined` where there are none. */
export function readFieldErrors(value: unknown): Record<string, string[]> | undefined {
	const fields = Object.entries(asObject(value)).map(([field, reasons]): [string, string[]] => [
		field,
		typeof reasons === 'string' ? [reasons] : asTexts(reasons),
	]);
	return fields.length > 0 ? Object.fromEntries(fields) : undefined;
}
