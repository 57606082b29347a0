import type { INodeProperties } from 'n8n-workflow';

import { asObject, asObjects } from '../../../core/narrow';
import { parseUrl } from '../../../core/parseUrl';
import type { ButtonLink, LibraryBody, LibraryCopy, OtpType } from '../../../core/templateLibrary';
import { readChoice, readNumber, readSwitch } from '../../../n8n/readOption';
import { readPhone } from '../../../whatsapp/phone';
import { placeholderNames } from '../../../whatsapp/placeholders';
import { refuse } from '../../../whatsapp/shape';
import { checkTemplateLanguage, checkTemplateName } from '../../../whatsapp/templateDefinition';
import { createOnce } from '../../createOnce';
import { options } from '../../fields/options';
import { fieldText, readText, requireText } from '../../fields/readText';
import { timeout } from '../../fields/runOptions';
import { requireNeed } from '../../needs';
import type { Item, Operation } from '../../operation';
import { creationOf, language, templateName } from '../manage';
import {
	apps,
	buttonLink,
	buttonLinkExample,
	buttonPhone,
	contactNumber,
	expiresAfter,
	learnMoreLink,
	libraryTemplate,
	otpType,
	recommendation,
	trackLink,
	zeroTapTerms,
} from './fields';
import { libraryNeed } from './get';

function checkUrl(url: string, { displayName }: INodeProperties): void {
	if (/^https?:\/\/[^\s/]/i.test(url) && parseUrl(url) !== null) return;
	refuse(
		`${displayName} is “${url.slice(0, 60)}”, which is no web address.`,
		'Begin with https://.',
	);
}

function readLink(item: Item): ButtonLink | null {
	const url = readText(item, buttonLink.name, buttonLink.displayName);
	if (url === '') return null;
	checkUrl(url, buttonLink);
	if (placeholderNames(url).length === 0) return { url };
	if (!/^[^{}]+\{\{1\}\}$/.test(url)) {
		refuse(
			'Button Link can have one placeholder, {{1}}, at its end.',
			'Write it as https://shop.example/orders/{{1}}.',
		);
	}
	const { name, displayName } = buttonLinkExample;
	const hint = 'Write the whole address with an example in place of {{1}}.';
	const example = requireText(item, name, displayName, hint);
	checkUrl(example, buttonLinkExample);
	return { url, example };
}

function readButtonPhone(item: Item): string | null {
	const text = readText(item, buttonPhone.name, buttonPhone.displayName);
	if (text === '') return null;
	const { defaultCountry } = item.session.connection.account;
	const { e164, notes } = readPhone(text, defaultCountry, buttonPhone.displayName);
	notes.forEach(item.note);
	return e164;
}

function readApps(item: Item): LibraryCopy['apps'] {
	return asObjects(asObject(item.options[apps.name])['app']).map((app, index) => {
		const packageName = fieldText(app['packageName'], 'Package Name');
		const signatureHash = fieldText(app['signatureHash'], 'Signature Hash');
		if (packageName !== '' && signatureHash.length === 11) return { packageName, signatureHash };
		return refuse(
			`App ${index + 1} of Apps for the Code is not whole.`,
			'Enter its package name and the 11 characters of its signature hash.',
		);
	});
}

function readCodeButton(
	item: Item,
): Pick<LibraryCopy, 'otpType' | 'apps' | 'zeroTapTermsAccepted'> {
	const chosen = readChoice(item.options[otpType.name], otpType) as OtpType;
	const given = readApps(item);
	const isAccepted = readSwitch(item.options[zeroTapTerms.name], zeroTapTerms);
	if (chosen !== 'COPY_CODE' && given.length === 0) {
		refuse('The button of the code needs an app.', 'Add the option Apps for the Code.');
	}
	if (chosen === 'ZERO_TAP' && !isAccepted) {
		refuse(
			'WhatsApp’s terms for zero-tap codes are not accepted.',
			'Switch the option Zero-Tap Terms Accepted on, or choose One Tap.',
		);
	}
	return { otpType: chosen, apps: given, zeroTapTermsAccepted: isAccepted };
}

function readBody({ options: given }: Item): LibraryBody {
	const has = ({ name }: INodeProperties) => (given[name] ?? '') !== '';
	const switches = [contactNumber, learnMoreLink, recommendation, trackLink].filter(has);
	return {
		...Object.fromEntries(
			switches.map((field) => [field.name, readSwitch(given[field.name], field)]),
		),
		...(has(expiresAfter) && {
			codeExpiresAfter: readNumber(given[expiresAfter.name], expiresAfter),
		}),
	};
}

/** Creates a template that WhatsApp has written. */
export const createFromLibrary: Operation = {
	resource: 'template',
	value: 'createFromLibrary',
	name: 'Create From Library',
	action: 'Create template from library',
	description: 'Create a template that WhatsApp has written, and which needs no review',
	needs: libraryNeed,
	fields: [
		...[libraryTemplate, templateName, language, buttonLink, buttonLinkExample, buttonPhone],
		options(
			...[timeout, contactNumber, learnMoreLink, recommendation, trackLink],
			...[apps, otpType, expiresAfter, zeroTapTerms],
		),
	],
	async read(item) {
		const library = requireNeed(libraryNeed, item.session.gateway);
		const from = requireText(
			item,
			libraryTemplate.name,
			libraryTemplate.displayName,
			'Select a template of the library.',
		);
		const name = requireText(item, 'templateName', 'Name', 'Choose a name for the template.');
		checkTemplateName(name);
		const code = requireText(item, 'language', 'Language', 'Enter its code, such as en_US.');
		checkTemplateLanguage(code);
		const copy: LibraryCopy = {
			...{ from, name, language: code, link: readLink(item) },
			phoneNumber: readButtonPhone(item),
			...readCodeButton(item),
			body: readBody(item),
		};
		return createOnce(
			item,
			creationOf(copy, null),
			async (connection) => await library.copy(copy, connection),
		);
	},
};
