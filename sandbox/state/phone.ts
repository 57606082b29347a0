/** E.164 of a number as gateways read it: spaces, dashes, brackets and a leading 00 are accepted. */
export function toE164(value: string): string | undefined {
	const digits = value.replace(/[\s().-]/g, '').replace(/^00/, '+');
	return /^\+?[1-9]\d{6,14}$/.test(digits) ? `+${digits.replace('+', '')}` : undefined;
}
