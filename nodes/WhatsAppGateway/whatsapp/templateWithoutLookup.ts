import type { Placeholder, Template } from '../core/template';

/** Where a blank stands, by the key of its value. */
function placeholderForKey(key: string): Placeholder {
	const common = { key, index: null, before: '', after: '' };
	const file = /^header_(image|video|document)$/.exec(key)?.[1];
	if (file !== undefined) {
		const input = file as Placeholder['input'];
		return { ...common, name: '', component: 'header', input };
	}
	const [, part, name = ''] = /^(header|button)_(\w+)$/.exec(key) ?? [];
	if (part === 'button' && /^\d$/.test(name)) {
		return { ...common, name: '1', component: 'button', index: Number(name), input: 'text' };
	}
	return part === 'header'
		? { ...common, name, component: 'header', input: 'text' }
		: { ...common, name: key, component: 'body', input: 'text' };
}

/**
 * A template of which only its name is known, because the account does not tell its templates: its
 * blanks are taken from the values that the user gives, and nobody knows whether it is approved.
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
			.map(({ name: blank }) => `{{${blank}}}`)
			.join('\n'),
		footer: null,
		buttons: [],
		placeholders,
	};
}
