import type { Gateway } from './gateway';
import { type Kind, kindNames } from './message';

/** Every kind of message, in the order in which tables show them. */
export const kinds = Object.keys(kindNames) as Kind[];

/** The names of the kinds of message that a gateway supports. */
export function supportedKinds(gateway: Gateway): string[] {
	return kinds.filter((kind) => gateway.send[kind] !== undefined).map((kind) => kindNames[kind]);
}

/** Kinds that do nearly the same as another one, nearest first, with the text that suggests them. */
const nearest: Partial<Record<Kind, ReadonlyArray<readonly [Kind, string]>>> = {
	list: [
		['buttons', 'up to three reply buttons'],
		['ctaUrl', 'a link button'],
	],
	buttons: [['list', 'a list']],
	ctaUrl: [['buttons', 'reply buttons, with the link in the text']],
	locationRequest: [['text', 'a text that asks for it']],
	contactInfo: [['text', 'a text that asks for it']],
	callPermission: [['text', 'a text that asks for it']],
	voiceCall: [
		['ctaUrl', 'a link button'],
		['text', 'a text with your number'],
	],
	address: [['text', 'a text that asks for it']],
	flow: [
		['ctaUrl', 'a link button that opens a form'],
		['text', 'a text with a link'],
	],
	product: [
		['ctaUrl', 'a link button to the product'],
		['image', 'an image'],
	],
	productList: [
		['list', 'a list'],
		['ctaUrl', 'a link button to the products'],
	],
	catalog: [
		['ctaUrl', 'a link button to the shop'],
		['text', 'a text with a link'],
	],
	carousel: [
		['list', 'a list'],
		['image', 'images, one after the other'],
	],
	location: [
		['ctaUrl', 'a link button to a map'],
		['text', 'a text with the address'],
	],
	contacts: [['text', 'a text with the number']],
	reaction: [['text', 'a short text']],
	orderDetails: [
		['ctaUrl', 'a link button to the payment'],
		['text', 'a text with a link'],
	],
	orderStatus: [['text', 'a text that tells it']],
	sticker: [['image', 'an image']],
	audio: [['document', 'a document']],
	image: [['document', 'a document']],
	video: [['document', 'a document']],
};

/** What to send instead of a kind that a gateway lacks, as text; a template always works. */
export function suggestAlternative({ send }: Gateway, kind: Kind): string {
	// It can be of any kind.
	if (kind === 'raw') return 'the other operations of Message';
	const supported = (nearest[kind] ?? []).filter(([nearby]) => send[nearby] !== undefined);
	return [...supported.slice(0, 1).map(([, text]) => text), 'a template'].join(', or ');
}
