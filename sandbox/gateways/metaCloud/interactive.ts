import type { ListMenu, MessageParts } from '../../state/message';
import { asRecord } from '../../state/record';
import { carouselParts } from './carousel';
import { orderDetailsRefusal, orderStatusRefusal } from './orders';
import { fits, headerParts, type MediaUrl, optionalText, unexpectedKey, webAddress } from './parts';
import { invalid, isRefusal, none, objects, type Fields, type Refusal } from './refusal';

type Parts = Partial<MessageParts> & { readonly kind: string };

/** One type of interactive message: what it may have, and what its action shows. */
interface InteractiveType {
	readonly headers: readonly string[];
	readonly hasFooter: boolean;
	readonly needsBody?: false;
	readonly needsHeader?: true;
	readonly read: (action: Fields) => Parts | Refusal;
}

const anyHeader = ['text', 'image', 'video', 'document'];

function readButtons(action: Fields): Parts | Refusal {
	const given = objects(action['buttons']);
	const replies = given.map(({ reply }) => asRecord(reply) ?? none);
	const titles = replies.map(({ title }) => String(title ?? ''));
	const ids = replies.map(({ id }) => id);
	if (given.some(({ type }) => type !== 'reply')) return invalid('The button type must be reply');
	if (replies.length < 1 || replies.length > 3)
		return invalid('Invalid buttons count. Min: 1, Max: 3');
	if (replies.some(({ id, title }) => !fits(id, 256) || !fits(title, 20))) {
		return invalid('Button title length invalid. Min length: 1, Max length: 20');
	}
	if (new Set(titles).size < titles.length || new Set(ids).size < ids.length) {
		return invalid('Duplicated button titles or ids are not allowed');
	}
	return {
		kind: 'buttons',
		buttons: titles,
		replies: replies.map(({ id, title }) => ({ id: String(id), title: String(title) })),
	};
}

function readList(action: Fields): Parts | Refusal {
	const { button } = action;
	if (!fits(button, 20)) return invalid('interactive.action.button must have 1 to 20 characters');
	const sections = objects(action['sections']);
	const rows = sections.flatMap((section) => objects(section['rows']));
	if (rows.length < 1 || rows.length > 10)
		return invalid('Total row count exceed max allowed count: 10');
	if (sections.length > 1 && sections.some(({ title }) => !fits(title, 24))) {
		return invalid('Section title is required when more than one section is given');
	}
	const wrong = rows.some(
		({ id, title, description }) =>
			!fits(id, 200) || !fits(title, 24) || optionalText(description, 72) === undefined,
	);
	if (wrong) return invalid('Invalid row: id, title or description has a wrong length');
	if (new Set(rows.map(({ id }) => id)).size < rows.length) return invalid('Duplicated row id');
	const list: ListMenu = {
		button,
		sections: sections.map(({ title, rows: own }) => ({
			title: optionalText(title, 24) ?? null,
			rows: objects(own).map((row) => ({
				id: String(row['id']),
				title: String(row['title']),
				description: optionalText(row['description'], 72) ?? null,
			})),
		})),
	};
	return { kind: 'list', list };
}

function readLink(action: Fields): Parts | Refusal {
	const { display_text: text, url } = asRecord(action['parameters']) ?? none;
	if (!fits(text, 20)) return invalid('display_text must have 1 to 20 characters');
	if (webAddress(url) === undefined) return invalid('url must be a valid URL');
	return { kind: 'ctaUrl', buttons: [text], links: [{ title: text, url: String(url) }] };
}

/** A message whose button WhatsApp itself draws. */
function named(kind: string, name: string, button: string): InteractiveType {
	return {
		headers: [],
		hasFooter: false,
		read: (action) =>
			action['name'] === name
				? { kind, buttons: [button] }
				: invalid(`interactive.action.name must be ${name}`),
	};
}

function readCall(action: Fields): Parts | Refusal {
	if (action['name'] !== 'voice_call') return invalid('interactive.action.name must be voice_call');
	const given = asRecord(action['parameters']) ?? none;
	const unexpected = unexpectedKey(given, ['display_text', 'ttl_minutes', 'payload'], 'parameters');
	if (unexpected !== undefined) return unexpected;
	const text = optionalText(given['display_text'], 20);
	const minutes = given['ttl_minutes'] ?? 1;
	if (text === undefined) return invalid('display_text must have 1 to 20 characters');
	if (!Number.isInteger(minutes) || Number(minutes) < 1 || Number(minutes) > 43_200) {
		return invalid('ttl_minutes must be between 1 and 43200');
	}
	if (optionalText(given['payload'], 512) === undefined) {
		return invalid('payload must have 1 to 512 characters');
	}
	return { kind: 'voiceCall', buttons: [text ?? 'Call Now'] };
}

function readAddress(action: Fields): Parts | Refusal {
	const given = asRecord(action['parameters']) ?? none;
	const country = given['country'];
	if (action['name'] !== 'address_message' || typeof country !== 'string') {
		return invalid('interactive.action.parameters.country is required');
	}
	// Singapore was served until 2025.
	if (country !== 'IN' && country !== 'SG') return invalid(`country ${country} is not supported`);
	const known = ['country', 'values', 'validation_errors', 'saved_addresses'];
	return (
		unexpectedKey(given, known, 'parameters') ?? { kind: 'address', buttons: ['Provide address'] }
	);
}

/** Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/flows/guides/sendingaflow */
function readFlow(action: Fields): Parts | Refusal {
	const given = asRecord(action['parameters']) ?? none;
	const known = [
		...['flow_message_version', 'flow_id', 'flow_name', 'flow_cta', 'flow_token'],
		...['mode', 'flow_action', 'flow_action_payload'],
	];
	const unexpected = unexpectedKey(given, known, 'parameters');
	if (unexpected !== undefined) return unexpected;
	const { flow_id: id, flow_name: name, flow_cta: button, flow_action: flowAction } = given;
	if (action['name'] !== 'flow' || given['flow_message_version'] !== '3') {
		return invalid('flow_message_version must be 3');
	}
	if (fits(id, 200) === fits(name, 200)) return invalid('Either flow_id or flow_name is required');
	if (!fits(button, 20)) return invalid('flow_cta must have 1 to 20 characters');
	if (!['navigate', 'data_exchange', undefined].includes(flowAction as string)) {
		return invalid('flow_action must be navigate or data_exchange');
	}
	const payload = given['flow_action_payload'];
	if (flowAction === 'data_exchange' && payload !== undefined) {
		return invalid('flow_action_payload must be omitted for data_exchange');
	}
	const data = asRecord(payload)?.['data'];
	if (data !== undefined && Object.keys(asRecord(data) ?? none).length === 0) {
		return invalid('flow_action_payload.data must be a non-empty object');
	}
	return { kind: 'flow', buttons: [button] };
}

function readProduct({
	catalog_id: catalog,
	product_retailer_id: product,
}: Fields): Parts | Refusal {
	if (!fits(catalog, 100) || !fits(product, 200)) {
		return invalid('catalog_id and product_retailer_id are required');
	}
	return { kind: 'product', buttons: [`View ${product}`] };
}

function readProducts({ catalog_id: catalog, sections: given }: Fields): Parts | Refusal {
	const sections = objects(given);
	const items = sections.flatMap((section) => objects(section['product_items']));
	if (!fits(catalog, 100)) return invalid('catalog_id is required');
	if (items.length < 1 || items.length > 30 || sections.length > 10) {
		return invalid('A message can have up to 30 products in up to 10 sections');
	}
	if (sections.length > 1 && sections.some(({ title }) => !fits(title, 24))) {
		return invalid('Section title is required when more than one section is given');
	}
	const ids = items.map(({ product_retailer_id: id }) => id);
	if (!ids.every((id) => fits(id, 200))) return invalid('product_retailer_id is required');
	return { kind: 'productList', buttons: ['View items', ...ids.map(String)] };
}

function readCatalog(action: Fields): Parts | Refusal {
	if (action['name'] !== 'catalog_message') {
		return invalid('interactive.action.name must be catalog_message');
	}
	return { kind: 'catalog', buttons: ['View catalog'] };
}

/** A message about an order: its button, and why its parameters are refused. */
function aboutOrder(
	kind: string,
	name: string,
	button: string,
	refusalOf: (parameters: Fields) => Refusal | undefined,
): InteractiveType {
	return {
		headers: kind === 'orderDetails' ? ['image'] : [],
		hasFooter: true,
		read: (action) =>
			action['name'] === name
				? (refusalOf(asRecord(action['parameters']) ?? none) ?? { kind, buttons: [button] })
				: invalid(`interactive.action.name must be ${name}`),
	};
}

/** Every type that Meta documents, but for the carousel, which has no text around it. */
const types: Readonly<Record<string, InteractiveType>> = {
	button: { headers: anyHeader, hasFooter: true, read: readButtons },
	list: { headers: ['text'], hasFooter: true, read: readList },
	cta_url: { headers: anyHeader, hasFooter: true, read: readLink },
	location_request_message: named('locationRequest', 'send_location', 'Send location'),
	request_contact_info: named('contactInfo', 'request_contact_info', 'Share contact info'),
	call_permission_request: named('callPermission', 'call_permission_request', 'Choose preference'),
	voice_call: { headers: ['text'], hasFooter: true, read: readCall },
	address_message: { headers: ['text'], hasFooter: true, read: readAddress },
	flow: { headers: anyHeader, hasFooter: true, read: readFlow },
	product: { headers: [], hasFooter: true, needsBody: false, read: readProduct },
	product_list: { headers: ['text'], hasFooter: true, needsHeader: true, read: readProducts },
	order_details: aboutOrder(
		'orderDetails',
		'review_and_pay',
		'Review and pay',
		orderDetailsRefusal,
	),
	order_status: aboutOrder('orderStatus', 'review_order', 'Review order', orderStatusRefusal),
	catalog_message: { headers: [], hasFooter: true, read: readCatalog },
};

/** An interactive message as the person sees it, or why it is refused. */
export function readInteractive(given: Fields, mediaUrl: MediaUrl): MessageParts | Refusal {
	if (given['type'] === 'carousel') return carouselParts(given, mediaUrl);
	const type = types[String(given['type'])];
	if (type === undefined) {
		return invalid(
			`interactive.type must be one of ${[...Object.keys(types), 'carousel'].join(', ')}`,
		);
	}
	const known = ['type', 'header', 'body', 'footer', 'action'];
	const unexpected = unexpectedKey(given, known, 'interactive');
	if (unexpected !== undefined) return unexpected;
	if (type.needsHeader && given['header'] === undefined) return invalid('A header is required');
	const header = headerParts(given['header'], type.headers, mediaUrl);
	if ('details' in header) return header;
	const body = optionalText(asRecord(given['body'])?.['text'], 1024);
	const footer = optionalText(asRecord(given['footer'])?.['text'], 60);
	if (body === undefined || (body === null && type.needsBody !== false)) {
		return invalid('interactive.body.text must have 1 to 1024 characters');
	}
	if (footer === undefined || (footer !== null && !type.hasFooter)) {
		return invalid('Footer is not supported or longer than 60 characters');
	}
	const parts = type.read(asRecord(given['action']) ?? none);
	if (isRefusal(parts as MessageParts | Refusal)) return parts as Refusal;
	return { ...header, body: body ?? '', footer, ...(parts as Parts) };
}
