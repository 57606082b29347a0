import { linkButtons } from '../../gatewayKit/linkButtons';
import { quickReplyButtons } from '../../gatewayKit/quickReplies';
import type { MessageCard, MessageParts } from '../../state/message';
import { asRecord } from '../../state/record';
import type { SeedCard, SeedTemplate } from '../../state/seedTemplate';
import { invalid, none, objects, type Fields, type Refusal } from './refusal';
import { buttonsRefusal } from './templateButtons';
import { orderStatusRefusal } from './orders';
import { headerOf, type FindUpload } from './templateHeader';
import { filledText, mismatch, missing, notValid, wrongCount } from './templateText';
import type { MetaTemplate } from './templates';

const maxBody = 1024;
/** Beside a limited-time offer. */
const maxOfferBody = 600;
const maxCardBody = 160;

const isRefused = (value: unknown): value is Refusal =>
	typeof value === 'object' && value !== null && 'details' in value;

function parametersOf(components: readonly Fields[], type: string): Fields[] {
	return objects(components.find((one) => one['type'] === type)?.['parameters']);
}

/** Why the end of an offer does not fit it; `undefined` where it does. */
function offerRefusal(
	offer: SeedTemplate['offer'],
	components: readonly Fields[],
	now: Date,
): Refusal | undefined {
	const [parameter] = parametersOf(components, 'limited_time_offer');
	if (offer?.hasExpiration !== true) {
		return parameter === undefined
			? undefined
			: mismatch('limited_time_offer: the template has no expiration');
	}
	const end = asRecord(parameter?.['limited_time_offer'])?.['expiration_time_ms'];
	if (typeof end !== 'number') return missing('limited_time_offer requires expiration_time_ms');
	return end > now.getTime()
		? undefined
		: notValid('limited_time_offer: expiration_time_ms must be in the future');
}

/** Why what is said of an order does not fit the template; `undefined` where it does. */
function orderRefusal(hasOrderStatus: boolean, components: readonly Fields[]): Refusal | undefined {
	const [parameter] = parametersOf(components, 'order_status');
	if (!hasOrderStatus) {
		return parameter === undefined
			? undefined
			: mismatch('order_status: the template tells no status of an order');
	}
	if (parameter?.['type'] !== 'order_status') return missing('order_status component is missing');
	return orderStatusRefusal(asRecord(parameter['order_status']) ?? none);
}

/** Whether a template is a one-time password, of which each kind of button needs a number. */
export function isOneTimePassword({ name }: Fields, known: readonly MetaTemplate[]): boolean {
	return known.some(({ seed }) => seed.name === name && seed.category === 'AUTHENTICATION');
}

/** What a button was given. */
function buttonValue(components: readonly Fields[], index: number): Fields | undefined {
	const isMeant = (one: Fields) => one['type'] === 'button' && String(one['index']) === `${index}`;
	return objects(components.find(isMeant)?.['parameters'])[0];
}

/** The cards of a carousel, or why they do not fit it. */
function readCards(
	cards: readonly SeedCard[],
	components: readonly Fields[],
	findUpload: FindUpload,
): MessageCard[] | Refusal {
	const given = objects(components.find(({ type }) => type === 'carousel')?.['cards']);
	if (given.length !== cards.length) return wrongCount('carousel: ', given.length, cards.length);
	const read: MessageCard[] = [];
	for (const [index, card] of cards.entries()) {
		const own = given.find((one) => one['card_index'] === index);
		if (own === undefined) return missing(`carousel: card_index ${index} is missing`);
		const parts = objects(own['components']);
		const where = `card ${index}: `;
		const parameters = parametersOf(parts, 'header');
		if (parameters.length === 0) return mismatch('header component parameter should not be empty');
		const header = headerOf(card.header, '', parameters, { findUpload, where });
		if (isRefused(header)) return header;
		const body = filledText(card.body ?? '', parametersOf(parts, 'body'), {
			where,
			longest: maxCardBody,
		});
		if (typeof body !== 'string') return body;
		const refusal = buttonsRefusal(card.buttons, parts);
		if (refusal !== undefined) return refusal;
		read.push({
			header: header?.text ?? '',
			mediaUrl: header?.mediaUrl ?? '',
			body,
			buttons: card.buttons.map(({ text }) => text),
			replies: quickReplyButtons(card.buttons, (at) => buttonValue(parts, at)?.['payload']),
			links: linkButtons(card.buttons, (at) => buttonValue(parts, at)?.['text']),
		});
	}
	return read;
}

const componentTypes = [
	...['header', 'body', 'button', 'limited_time_offer', 'carousel', 'order_status'],
];

/** A template message as the person sees it, or why it is refused. */
export function templateParts(
	given: Fields,
	{
		findUpload,
		known,
		now,
	}: {
		readonly findUpload: FindUpload;
		/** The templates of the account. */
		readonly known: readonly MetaTemplate[];
		readonly now: Date;
	},
): MessageParts | Refusal {
	const code = asRecord(given['language'])?.['code'];
	const found = known.find(
		({ seed, language, translation }) =>
			seed.name === given['name'] && language === code && translation.status === 'APPROVED',
	);
	if (found === undefined) {
		return {
			code: 132001,
			status: 404,
			text: 'Template name does not exist in the translation',
			details: `template name (${String(given['name'])}) does not exist in ${String(code)}`,
		};
	}
	const { seed, translation } = found;
	const { buttons = [], cards = [] } = seed;
	const components = objects(given['components']);
	const unknown = components.find(({ type }) => !componentTypes.includes(String(type)));
	if (unknown !== undefined) return invalid(`Unexpected component ${String(unknown['type'])}`);
	const wrongOrder = orderRefusal(seed.component === 'ORDER_STATUS', components);
	if (wrongOrder !== undefined) return wrongOrder;

	const body = filledText(translation.body, parametersOf(components, 'body'), {
		longest: seed.offer === undefined ? maxBody : maxOfferBody,
	});
	if (typeof body !== 'string') return body;
	const headerParameters = parametersOf(components, 'header');
	const header = headerOf(seed.header, translation.headerText ?? '', headerParameters, {
		findUpload,
	});
	if (isRefused(header)) return header;
	const refusal = offerRefusal(seed.offer, components, now) ?? buttonsRefusal(buttons, components);
	if (refusal !== undefined) return refusal;
	const shown = readCards(cards, components, findUpload);
	if (isRefused(shown)) return shown;
	const valueOf = (index: number) => buttonValue(components, index);
	return {
		kind: 'template',
		header: header?.text ?? null,
		mediaUrl: header?.mediaUrl ?? null,
		body,
		cards: shown,
		footer: translation.footer,
		buttons: buttons.map(({ text }) => text),
		replies: quickReplyButtons(buttons, (index) => valueOf(index)?.['payload']),
		links: linkButtons(buttons, (index) => valueOf(index)?.['text']),
		template: { name: seed.name, language: found.language },
	};
}

/** Whether a template goes by the Marketing Messages API only. */
export function isForMarketingOnly({ name }: Fields, known: readonly MetaTemplate[]): boolean {
	return known.some(({ seed }) => seed.name === name && seed.header?.type === 'GIF');
}

/** Whether a template may go by the Marketing Messages API. */
export function isMarketing({ name }: Fields, known: readonly MetaTemplate[]): boolean {
	return known.some(({ seed }) => seed.name === name && seed.category === 'MARKETING');
}
