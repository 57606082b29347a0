import type { IDataObject } from 'n8n-workflow';

import { asObjects } from '../../core/narrow';

/** The placeholders of a template, each by what a value needs: its words stand in the body. */
export function shortenPlaceholders(template: IDataObject): IDataObject {
	const { placeholders } = template;
	if (placeholders === undefined) return template;
	const short = asObjects(placeholders).map(({ key, input, optional }) => ({
		...{ key, input },
		...(optional === true && { optional }),
	}));
	return { ...template, placeholders: short as IDataObject[] };
}

/** Characters of a gateway's own answer that a model gets. */
const maxBody = 20_000;

/** The first half of a character at the end: models refuse a text that has one. */
const halfCharacter = /[\uD800-\uDBFF]$/;

/** A gateway's own answer: where it is long its beginning as text, with the characters that are left out. */
export function shortenBody(answer: IDataObject): IDataObject {
	const { body } = answer;
	const text = typeof body === 'string' ? body : JSON.stringify(body ?? null);
	if (text.length <= maxBody) return answer;
	const start = text.slice(0, maxBody).replace(halfCharacter, '');
	return { ...answer, body: start, leftOut: text.length - start.length };
}
