import type { Gateway } from './gateway';
import { type Kind, kindNames } from './message';

export const kinds = Object.keys(kindNames) as Kind[];

/** The kinds of message that a gateway carries, in words. */
export function supportedKinds(gateway: Gateway): string[] {
	return kinds.filter((kind) => gateway.send[kind] !== undefined).map((kind) => kindNames[kind]);
}

/** What does nearly the same as a kind, nearest first. */
const nearest: Partial<Record<Kind, ReadonlyArray<readonly [Kind, string]>>> = {
	list: [
		['buttons', 'up to three reply buttons'],
		['ctaUrl', 'a link button'],
	],
	buttons: [['list', 'a list']],
	ctaUrl: [['buttons', 'reply buttons, with the link in the text']],
	sticker: [['image', 'an image']],
	audio: [['document', 'a document']],
	image: [['document', 'a document']],
	video: [['document', 'a document']],
};

/** What works instead of a kind that a gateway lacks, in words. A template always does. */
export function suggestAlternative({ send }: Gateway, kind: Kind): string {
	const others = (nearest[kind] ?? []).filter(([other]) => send[other] !== undefined);
	return [...others.slice(0, 1).map(([, words]) => words), 'a template'].join(', or ');
}
