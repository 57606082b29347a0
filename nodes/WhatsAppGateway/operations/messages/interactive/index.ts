import type { INodeProperties } from 'n8n-workflow';

import { GatewayError } from '../../../core/faults';
import { parseGivenJson } from '../../../core/givenJson';
import type { HeaderFile } from '../../../core/interactive';
import type { Contents } from '../../../core/message';
import { asObject } from '../../../core/narrow';
import { readChoice } from '../../../n8n/readOption';
import { type FileReader, readHeader } from '../../../whatsapp/headerFiles';
import { formatText } from '../../fields/textFormat';
import type { Item } from '../../operation';
import { carouselType } from './carousel';
import { flowType } from './flow';
import { headerFields, headerText, readHeaderForm } from './header';
import { type InteractiveType, showFor } from './interactiveType';
import { orderDetailsType, orderStatusType } from './orders';
import { catalogType, productListType, productType } from './products';
import { buttonsType, ctaUrlType, listType } from './replies';
import {
	addressType,
	callPermissionType,
	contactInfoType,
	locationRequestType,
	voiceCallType,
} from './requests';

/** Every type of interactive message, in alphabetical order. */
const types: readonly InteractiveType[] = [
	...[addressType, voiceCallType, callPermissionType, catalogType, contactInfoType, flowType],
	...[ctaUrlType, listType, locationRequestType, carouselType, orderDetailsType, orderStatusType],
	...[productType, productListType],
	buttonsType,
];

/** Every kind of interactive message. */
export const interactiveKinds = types.map(({ kind }) => kind);

/** What kind of interactive message it is. */
export const interactiveType: INodeProperties = {
	displayName: 'Type',
	name: 'interactiveType',
	type: 'options',
	noDataExpression: true,
	options: types.map(({ name, kind, description }) => ({ name, value: kind, description })),
	default: 'buttons',
};

const specifyMessage: INodeProperties = {
	displayName: 'Specify Message',
	name: 'specifyMessage',
	type: 'options',
	noDataExpression: true,
	options: [
		{ name: 'Using Fields Below', value: 'fields' },
		{
			name: 'Using JSON',
			value: 'json',
			description: 'The whole message at once, for AI agents and for rows that come from data',
		},
	],
	default: 'fields',
};

/** The types with a property, by the name that the form stores. */
function kindsWith(has: (type: InteractiveType) => boolean): string[] {
	return types.filter(has).map(({ kind }) => kind);
}

const body: INodeProperties = {
	displayName: 'Body',
	name: 'body',
	type: 'string',
	typeOptions: { rows: 3 },
	required: true,
	default: '',
	placeholder: 'e.g. Shall we deliver tomorrow?',
	description: 'The message, up to 1024 characters',
};

const footer: INodeProperties = {
	displayName: 'Footer',
	name: 'footer',
	type: 'string',
	default: '',
	placeholder: 'e.g. Garden Shop, Berlin',
	description: 'A small grey line below the message, up to 60 characters. Optional.',
};

/** Fields of the same name and form are one field for several types. */
function ownFields(): INodeProperties[] {
	const fields = new Map<INodeProperties, string[]>();
	for (const { kind, fields: own } of types) {
		for (const field of own) fields.set(field, [...(fields.get(field) ?? []), kind]);
	}
	return [...fields].map(([field, kinds]) => showFor(kinds, field));
}

/** What the JSON may have above and below the text, as the field describes it. */
function describeAround({ header, hasFooter }: InteractiveType): string {
	const parts = [...(header === 'none' ? [] : ['"header"']), ...(hasFooter ? ['"footer"'] : [])];
	const file =
		' A header can be a file: {"image": "https://…"} or {"document": {"url" or "id" or "binary", "fileName"}}.';
	return `${parts.length === 0 ? '' : ` Optional: ${parts.join(', ')}.`}${header === 'textOrFile' ? file : ''}`;
}

/** The whole message as JSON: one field for each type, so that it describes this type alone. */
function messageJson(type: InteractiveType): INodeProperties {
	return {
		displayName: 'Message (JSON)',
		name: 'messageJson',
		type: 'json',
		default: '{}',
		displayOptions: { show: { specifyMessage: ['json'], interactiveType: [type.kind] } },
		description: `In the form ${type.shape}.${describeAround(type)}`,
	};
}

/** Everything that describes an interactive message. */
export const interactiveFields: readonly INodeProperties[] = [
	interactiveType,
	specifyMessage,
	...headerFields.map((field) =>
		showFor(
			kindsWith(({ header }) => header === 'textOrFile'),
			field,
		),
	),
	showFor(
		kindsWith(({ header }) => header === 'text'),
		headerText,
	),
	showFor(
		kindsWith(({ kind }) => kind !== 'product'),
		body,
	),
	showFor(['product'], { ...body, required: false }),
	showFor(
		kindsWith(({ hasFooter }) => hasFooter),
		footer,
	),
	...ownFields(),
	...types.map(messageJson),
];

function readForm(type: InteractiveType, item: Item): unknown {
	const { parameter } = item;
	return {
		...(type.header === 'textOrFile' && { header: readHeaderForm(item) }),
		...(type.header === 'text' && { header: parameter('header', '') }),
		body: parameter('body', ''),
		...(type.hasFooter && { footer: parameter('footer', '') }),
		...type.form(item),
	};
}

function readJson({ parameter }: Item): unknown {
	const value = parameter('messageJson', {});
	const message = typeof value === 'string' ? parseGivenJson(value) : value;
	if (message !== undefined) return message;
	throw new GatewayError('invalidRequest', 'The field Message (JSON) has no valid JSON.', {
		hint: 'Enter an object such as {"body": "Shall we deliver tomorrow?", "buttons": ["Yes", "No"]}.',
	});
}

/** The message with the texts of itself and its cards as they are sent; header and footer have no marks. */
function formatBodies(given: unknown, item: Item): unknown {
	const { body, cards, ...rest } = asObject(given);
	if (body === undefined && cards === undefined) return given;
	return {
		...rest,
		...(body !== undefined && { body: typeof body === 'string' ? formatText(body, item) : body }),
		...(cards !== undefined && {
			cards: Array.isArray(cards) ? cards.map((card: unknown) => formatBodies(card, item)) : cards,
		}),
	};
}

/** An interactive message that was read: its type and its content. */
export interface Interactive {
	readonly type: InteractiveType;
	readonly content: Contents[InteractiveType['kind']];
	/** The file above its text; `undefined` for none. */
	readonly headerFile: HeaderFile | undefined;
}

/** Reads an interactive message from the form or from JSON. Throws `invalidRequest`, `mediaRejected`. */
export async function readInteractive(item: Item, reader: FileReader): Promise<Interactive> {
	const kind = readChoice(item.parameter('interactiveType', 'buttons'), interactiveType);
	const type = types.find((one) => one.kind === kind) ?? buttonsType;
	const source = readChoice(item.parameter('specifyMessage', 'fields'), specifyMessage);
	const given = formatBodies(source === 'json' ? readJson(item) : readForm(type, item), item);
	const { header, ...rest } = asObject(given);
	const { file: headerFile } =
		type.header === 'textOrFile' ? await readHeader(header, reader) : { file: undefined };
	if (headerFile === undefined) {
		return { type, content: await type.read(given, reader), headerFile };
	}
	const content = { ...(await type.read(rest, reader)), headerFile };
	return { type, content, headerFile };
}
