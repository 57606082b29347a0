import { asObject } from './narrow';

/**
 * The value of a field that is picked or typed (a resource locator of n8n); any other value as it is, such as a
 * text that an expression gives.
 */
export function locatorValue(value: unknown): unknown {
	const locator = asObject(value);
	const isLocator = locator['__rl'] === true || ('mode' in locator && 'value' in locator);
	return isLocator ? locator['value'] : value;
}
