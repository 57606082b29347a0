import type { INodeProperties } from 'n8n-workflow';

import type { Contents, Kind } from '../../../core/message';
import type { FileReader } from '../../../whatsapp/headerFiles';
import type { Item } from '../../operation';

/** The form of one type of interactive message, and how its content is read. */
export interface InteractiveType<K extends Kind = Kind> {
	/** The kind of message; stored in workflows: never renamed. */
	readonly kind: K;
	readonly name: string;
	readonly description: string;
	/** What can stand above the text. */
	readonly header: 'none' | 'text' | 'textOrFile';
	readonly hasFooter: boolean;
	/** Its JSON, as the editor describes it. */
	readonly shape: string;
	/** Its fields beside header, body and footer. */
	readonly fields: readonly INodeProperties[];
	/** What the fields hold beside header, body and footer, in the form of the JSON. */
	form(item: Item): Readonly<Record<string, unknown>>;
	/** Reads the JSON, without a file above the text. Throws `invalidRequest`. */
	read(value: unknown, reader: FileReader): Contents[K] | Promise<Contents[K]>;
	/** What a preview shows as buttons. */
	buttons(content: Contents[K]): string[];
}

/** Shows a field only for some types, and only where the message is given by fields. */
export function showFor(kinds: readonly string[], field: INodeProperties): INodeProperties {
	const show = {
		specifyMessage: ['fields'],
		interactiveType: [...kinds],
		...field.displayOptions?.show,
	};
	return { ...field, displayOptions: { show } };
}

/** The text on a button that opens something. */
export const buttonText: INodeProperties = {
	displayName: 'Button Text',
	name: 'buttonText',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. Choose a time',
	description: 'The text on the button, up to 20 characters',
};

/** The id of a reply. */
export const replyId: INodeProperties = {
	displayName: 'ID',
	name: 'id',
	type: 'string',
	default: '',
	placeholder: 'e.g. deliver_tomorrow',
	description: 'Comes back when the recipient taps. If empty, it is made from the title.',
};
