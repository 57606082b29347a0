import type { IDataObject } from 'n8n-workflow';

import { GatewayError } from '../../core/faults';
import type { FetchListPage } from '../../core/lists';
import { asObjects, asText, asTexts, firstText, type JsonObject } from '../../core/narrow';
import type { Connection } from '../../core/request';
import type {
	LibraryBody,
	LibraryButton,
	LibraryCopy,
	LibraryQuery,
	LibraryTemplate,
} from '../../core/templateLibrary';
import type { CreatedTemplate, TemplateLibrary } from '../../core/templateManagement';
import { refuse } from '../../whatsapp/shape';
import { graphPath } from './graphPath';
import { postTemplate } from './manageTemplates';
import { fetchRowPage, fetchRows } from './pages';

// Source of all of it: https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/template-library

const pageSize = 100;

/** In this language, every template of the library exists. */
const commonLanguage = 'en_US';

/** The library is the same for every account, and no part of one. */
const libraryPath = ({ account }: Connection) => graphPath(account, 'message_template_library');

function toTemplate(row: JsonObject): LibraryTemplate {
	const types = asTexts(row['body_param_types']);
	const examples: unknown[] = Array.isArray(row['body_params']) ? row['body_params'] : [];
	return {
		id: asText(row['id']) ?? '',
		name: asText(row['name']) ?? '',
		language: asText(row['language']),
		category: asText(row['category']),
		topic: asText(row['topic']),
		useCase: asText(row['usecase']),
		industries: asTexts(row['industry']),
		header: asText(row['header']),
		body: asText(row['body']),
		values: examples.map((example, index) => ({
			type: types[index] ?? null,
			example: asText(example) ?? '',
		})),
		buttons: asObjects(row['buttons']).map((button) => ({
			type: asText(button['type']) ?? '',
			text: asText(button['text']),
			url: asText(button['url']),
			phoneNumber: asText(button['phone_number']),
		})),
		raw: row,
	};
}

async function* search(
	{ useCase, ...others }: LibraryQuery,
	connection: Connection,
): AsyncIterable<LibraryTemplate> {
	const query = { ...others, ...(useCase !== undefined && { usecase: useCase }), limit: pageSize };
	for await (const row of fetchRows(libraryPath(connection), query, connection)) {
		yield toTemplate(row);
	}
}

/** A page of the library, to pick a template by its name: one entry for all of its languages. */
export const fetchLibraryPage: FetchListPage = async (text, cursor, connection) => {
	const query = {
		...(text !== '' && { search: text }),
		language: commonLanguage,
		limit: pageSize,
	};
	const { rows, next } = await fetchRowPage(libraryPath(connection), query, cursor, connection);
	const entries = rows.flatMap((raw) => {
		const name = asText(raw['name']);
		if (name === null) return [];
		const topic = firstText(raw, 'topic')?.toLowerCase().replaceAll('_', ' ');
		return [{ id: name, name: topic === undefined ? name : `${name} – ${topic}`, raw }];
	});
	return { entries, next };
};

/** A template of the library in a language. Throws `templateNotFound`. */
async function find(
	{ from, language }: LibraryCopy,
	connection: Connection,
): Promise<LibraryTemplate> {
	const query = { name: from, language, limit: pageSize };
	for await (const row of fetchRows(libraryPath(connection), query, connection)) {
		if (row['name'] === from && row['language'] === language) return toTemplate(row);
	}
	throw new GatewayError(
		'templateNotFound',
		`WhatsApp’s library has no template “${from}” in the language ${language}.`,
		{ hint: 'Look with Template: Get Library which templates it has in this language.' },
	);
}

/** What a button needs; `null` for one that needs nothing. Throws `invalidRequest` where it is missing. */
function toButtonInput({ type, text }: LibraryButton, copy: LibraryCopy): IDataObject | null {
	if (type === 'URL') {
		const { url, example } =
			copy.link ??
			refuse(
				`The template “${copy.from}” has the button “${text ?? ''}”, which opens a link.`,
				'Enter where it leads into Button Link.',
			);
		return {
			type,
			url: { base_url: url, ...(example !== undefined && { url_suffix_example: example }) },
		};
	}
	if (type === 'PHONE_NUMBER') {
		const phone =
			copy.phoneNumber ??
			refuse(
				`The template “${copy.from}” has the button “${text ?? ''}”, which calls a number.`,
				'Enter the number into Button Phone Number.',
			);
		return { type, phone_number: phone };
	}
	if (type !== 'OTP') return null;
	const apps = copy.apps.map(({ packageName, signatureHash }) => ({
		package_name: packageName,
		signature_hash: signatureHash,
	}));
	return {
		type,
		otp_type: copy.otpType,
		...(copy.otpType === 'ZERO_TAP' && { zero_tap_terms_accepted: copy.zeroTapTermsAccepted }),
		...(apps.length > 0 && { supported_apps: apps }),
	};
}

/** Refuses several buttons of a type, for which there is one field. Throws `unsupported`. */
function checkOnlyOne(
	{ buttons, name }: LibraryTemplate,
	type: string,
	what: string,
	field: string,
): void {
	const texts = buttons
		.filter((button) => button.type === type)
		.map(({ text }) => `“${text ?? ''}”`);
	if (texts.length < 2) return;
	throw new GatewayError(
		'unsupported',
		`The template “${name}” has the buttons ${texts.join(' and ')}, which ${what}, and one ${field} cannot be for all of them.`,
		{ hint: 'Create it in WhatsApp Manager, or with Account: Raw Request.' },
	);
}

/** What the buttons of a template need, in their order. Throws `invalidRequest` for too little and too much. */
function toButtonInputs(template: LibraryTemplate, copy: LibraryCopy): IDataObject[] {
	const { buttons } = template;
	checkOnlyOne(template, 'URL', 'open links', 'Button Link');
	checkOnlyOne(template, 'PHONE_NUMBER', 'call numbers', 'Button Phone Number');
	const has = (type: string) => buttons.some((button) => button.type === type);
	if (copy.link !== null && !has('URL')) {
		refuse(`The template “${copy.from}” has no button with a link.`, 'Empty Button Link.');
	}
	if (copy.phoneNumber !== null && !has('PHONE_NUMBER')) {
		refuse(
			`The template “${copy.from}” has no button that calls a number.`,
			'Empty Button Phone Number.',
		);
	}
	return buttons.map((button) => toButtonInput(button, copy)).filter((input) => input !== null);
}

function toBodyInputs(body: LibraryBody): IDataObject {
	const { contactNumber, learnMoreLink, securityRecommendation, trackPackageLink } = body;
	const { codeExpiresAfter } = body;
	return {
		...(contactNumber !== undefined && { add_contact_number: contactNumber }),
		...(learnMoreLink !== undefined && { add_learn_more_link: learnMoreLink }),
		...(securityRecommendation !== undefined && {
			add_security_recommendation: securityRecommendation,
		}),
		...(trackPackageLink !== undefined && { add_track_package_link: trackPackageLink }),
		...(codeExpiresAfter !== undefined && { code_expiration_minutes: codeExpiresAfter }),
	};
}

/** Meta's examples have lists and objects as JSON text in the JSON of this request. */
function asJsonText(name: string, value: IDataObject | readonly IDataObject[]): IDataObject {
	return Object.keys(value).length === 0 ? {} : { [name]: JSON.stringify(value) };
}

async function copyTemplate(copy: LibraryCopy, connection: Connection): Promise<CreatedTemplate> {
	const found = await find(copy, connection);
	const { name, language } = copy;
	return await postTemplate(
		{
			name,
			language,
			category: found.category ?? 'UTILITY',
			library_template_name: found.name,
			...asJsonText('library_template_button_inputs', toButtonInputs(found, copy)),
			...asJsonText('library_template_body_inputs', toBodyInputs(copy.body)),
		},
		connection,
	);
}

/** Meta's library of templates. */
export const library: TemplateLibrary = { search, copy: copyTemplate };
