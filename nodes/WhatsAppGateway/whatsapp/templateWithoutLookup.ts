import type { Placeholder, Template } from '../core/template';

/** Derives a placeholder from its key, such as `1`, `header_image` or `button_0`. */
function placeholderForKey(key: string): Placeholder {
	const common = { key, index: null, before: '', after: '' };
	const format = /^header_(image|video|document)$/.exec(key)?.[1];
	if (format !== undefined) {
		const input = format as Placeholder['input'];
		return { ...common, name: '', component: 'header', input };
	}
	const [, component, name = ''] = /^(header|button)_(\w+)$/.exec(key) ?? [];
	if (component === 'button' && /^\d$/.test(name)) {
		return { ...common, name: '1', component: 'button', index: Number(name), input: 'text' };
	}
	return component === 'header'
		? { ...common, name, component: 'header', input: 'text' }
		: { ...common, name: key, component: 'body', input: 'text' };
}

/**
 * Creates a template of which only the name is known, because the account has no template lookup. Its
 * placeholders are derived from the values, and it counts as approved so that it can be sent.
 */
export function templateWithoutLookup(
	name: string,
	language: string,
	values: Readonly<Record<string, unknown>>,
): Template {
	const placeholders = Object.keys(values).map(placeholderForKey);
	return {
		id: name,
		name,
		category: null,
		status: 'approved',
		languages: [language],
		language,
		header: null,
		body: placeholders
			.filter(({ component }) => component === 'body')
			.map((placeholder) => `{{${placeholder.name}}}`)
			.join('\n'),
		footer: null,
		buttons: [],
		placeholders,
	};
}
