import { placeholdersIn } from '../../gatewayKit/placeholders';
import { asRecord } from '../../state/record';
import type { SeedButton } from '../../state/seedTemplate';
import { invalid, none, objects, type Fields, type Refusal } from './refusal';
import { filledText, mismatch, missing, notValid } from './templateText';

type Check = (
	button: SeedButton,
	parameters: readonly Fields[],
	index: number,
) => Refusal | undefined;

/** The longest code that WhatsApp copies. */
const maxCodeLength = 15;

function requires(index: number, type: string): Refusal {
	return missing(`buttons: Button at index ${index} of type ${type} requires a parameter`);
}

/** The `action` of a button's only parameter. */
function actionOf(parameters: readonly Fields[]): Fields | undefined {
	const [parameter] = parameters;
	return parameter?.['type'] === 'action' ? (asRecord(parameter['action']) ?? none) : undefined;
}

const checkUrl: Check = ({ url = '' }, parameters, index) => {
	const takesValue = placeholdersIn(url).length > 0;
	if (!takesValue && parameters.length === 0) return undefined;
	if (takesValue && parameters.length === 0) return requires(index, 'Url');
	const filled = filledText(url, parameters, { where: 'buttons: ', longest: 2000 });
	if (typeof filled !== 'string') return filled;
	return /\s/.test(filled)
		? notValid(`buttons: Button at index ${index} has no valid URL`)
		: undefined;
};

const checkCoupon: Check = (_button, parameters, index) => {
	const code = parameters[0]?.['coupon_code'];
	if (parameters[0]?.['type'] !== 'coupon_code' || typeof code !== 'string' || code === '') {
		return requires(index, 'CopyCode');
	}
	return code.length <= maxCodeLength
		? undefined
		: invalid('Coupon code is required and must not be longer than 15 characters');
};

const checkFlow: Check = (_button, parameters, index) => {
	const action = actionOf(parameters);
	if (action === undefined) return requires(index, 'Flow');
	const { flow_token: token, flow_action_data: data } = action;
	return (token === undefined || typeof token === 'string') &&
		(data === undefined || asRecord(data) !== undefined)
		? undefined
		: notValid(`buttons: Button at index ${index} has no valid flow_token or flow_action_data`);
};

const checkCatalog: Check = (_button, parameters, index) => {
	if (parameters.length === 0) return undefined;
	const thumbnail = actionOf(parameters)?.['thumbnail_product_retailer_id'];
	return typeof thumbnail === 'string' && thumbnail !== '' ? undefined : requires(index, 'Catalog');
};

const checkProducts: Check = (_button, parameters, index) => {
	const { thumbnail_product_retailer_id: thumbnail, sections } = actionOf(parameters) ?? none;
	const rows = objects(sections);
	if (typeof thumbnail !== 'string' || rows.length === 0) return requires(index, 'Mpm');
	const products = rows.flatMap((section) => objects(section['product_items']));
	if (rows.length > 10 || products.length > 30) {
		return notValid('buttons: at most 10 sections with 30 products are allowed');
	}
	const isTitle = (title: unknown) =>
		title === undefined ? rows.length === 1 : typeof title === 'string' && title.length <= 24;
	return rows.every(({ title }) => isTitle(title)) &&
		products.length >= rows.length &&
		products.every(({ product_retailer_id: id }) => typeof id === 'string' && id !== '')
		? undefined
		: notValid('buttons: every section needs a title and products');
};

const checkOrder: Check = (_button, parameters, index) => {
	const order = asRecord(actionOf(parameters)?.['order_details']);
	if (order === undefined) return requires(index, 'OrderDetails');
	const lacking = ['reference_id', 'type', 'currency', 'total_amount', 'order'].find(
		(field) => order[field] === undefined,
	);
	return lacking === undefined ? undefined : missing(`buttons: order_details requires ${lacking}`);
};

const checkCall: Check = (_button, parameters, index) => {
	const wrong = parameters.some(({ type, ttl_minutes: minutes, payload }) =>
		type === 'ttl_minutes'
			? !Number.isInteger(minutes) || Number(minutes) < 1 || Number(minutes) > 43_200
			: type !== 'payload' || typeof payload !== 'string' || payload.length > 512,
	);
	return wrong ? notValid(`buttons: Button at index ${index} has no valid ttl_minutes`) : undefined;
};

/** Characters of a quick reply's payload. */
const maxPayload = 128;

const checkReply: Check = (_button, parameters) =>
	parameters.every(
		({ type, payload }) =>
			type === 'payload' && typeof payload === 'string' && payload.length <= maxPayload,
	)
		? undefined
		: mismatch('buttons: Format mismatch, expected PAYLOAD');

const withoutParameters: Check = ({ type }, parameters, index) =>
	parameters.length === 0
		? undefined
		: mismatch(`buttons: Button at index ${index} of type ${type} does not take parameters`);

/** How each type of button is checked, with the `sub_type` that its component has. */
const checks: Readonly<Record<string, readonly [subType: string, check: Check]>> = {
	URL: ['url', checkUrl],
	OTP: ['url', checkUrl],
	QUICK_REPLY: ['quick_reply', checkReply],
	COPY_CODE: ['copy_code', checkCoupon],
	FLOW: ['flow', checkFlow],
	CATALOG: ['catalog', checkCatalog],
	MPM: ['mpm', checkProducts],
	ORDER_DETAILS: ['order_details', checkOrder],
	VOICE_CALL: ['voice_call', checkCall],
};

/**
 * Why the components of a template's buttons do not fit them; `undefined` where they do.
 * Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/components
 */
export function buttonsRefusal(
	buttons: readonly SeedButton[],
	components: readonly Fields[],
): Refusal | undefined {
	const given = components.filter(({ type }) => type === 'button');
	for (const component of given) {
		const index = Number(component['index']);
		const button = buttons[index];
		const subType = String(component['sub_type']).toLowerCase();
		if (
			component['index'] === undefined ||
			button === undefined ||
			checks[button.type]?.[0] !== subType
		) {
			return notValid(`Components sub_type invalid at index: ${index} and type: ${subType}`);
		}
	}
	for (const [index, button] of buttons.entries()) {
		const own = given.filter((component) => Number(component['index']) === index);
		if (own.length > 1) return invalid(`Duplicated button at index ${index}`);
		const check = checks[button.type]?.[1] ?? withoutParameters;
		const refusal = check(button, objects(own[0]?.['parameters']), index);
		if (refusal !== undefined) return refusal;
	}
	return undefined;
}
