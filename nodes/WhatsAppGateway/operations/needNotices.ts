import type { INodeProperties } from 'n8n-workflow';

import type { Need } from '../core/need';
import { loadedNotice } from '../n8n/loadedNotice';
import type { Operation } from './operation';

/** A notice for gateways that lack what an operation needs. */
interface NeedNotice {
	readonly need: Need;
	/** The method that loads it. */
	readonly method: string;
	readonly field: INodeProperties;
	/** The field below which it stands; `null` for the top of the form. */
	readonly below: string | null;
}

function createNotice(need: Need, id: string): Omit<NeedNotice, 'below'> {
	const method = `lackOf${id}`;
	const field = loadedNotice({
		displayName: 'What the Gateway Lacks',
		name: method,
		method,
		fetched: 'what the gateway can do',
	});
	return { need, method, field };
}

function capitalize(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}

/**
 * The notices of an operation. Each value of a field has one of its own, because n8n does not take a notice
 * back when its text is loaded anew and empty.
 */
export function needNoticesOf({ needs, resource, value }: Operation): NeedNotice[] {
	const id = capitalize(resource) + capitalize(value);
	if (needs === undefined) return [];
	if ('find' in needs) return [{ ...createNotice(needs, id), below: null }];
	const { field: below } = needs;
	return Object.entries(needs.needs).map(([choice, need]) => {
		const { field, ...notice } = createNotice(need, id + capitalize(choice));
		// Not shown for an expression either, which no value equals.
		const displayOptions = { hide: { [below]: [{ _cnd: { not: choice } }] } };
		return { ...notice, field: { ...field, displayOptions }, below };
	});
}
