import type { IDataObject } from 'n8n-workflow';

import { asObject, asObjects, asText, type JsonObject } from '../../core/narrow';
import { isSampleFormat, type SampleFormat } from '../../whatsapp/sampleFiles';
import { readSample, type Sample, toHandle } from '../media/samples';
import type { Item } from '../operation';
import { headerExample } from './contentFields';

/** A header with a file, by what its example is called in the components. */
interface NamedSample {
	readonly format: SampleFormat;
	readonly text: string;
	readonly label: string;
}

/** The key of a sample: the same file of the same format is uploaded once. */
const keyOf = ({ format, text }: Pick<NamedSample, 'format' | 'text'>) => `${format} ${text}`;

/** What the example of a component is, where it is a header with a file. */
function sampleIn(component: JsonObject, label: string): NamedSample | null {
	const format = asText(component['format'])?.toUpperCase() ?? '';
	const handles = asObject(component['example'])['header_handle'];
	const text = Array.isArray(handles) ? asText(handles[0])?.trim() : undefined;
	const isHeader = asText(component['type'])?.toUpperCase() === 'HEADER';
	return isHeader && isSampleFormat(format) && text ? { format, text, label } : null;
}

/** The cards of a carousel; a component that is none has nothing of this. */
const cardsOf = (component: JsonObject) => asObjects(component['cards']);

function samplesIn(components: readonly JsonObject[]): NamedSample[] {
	return components
		.flatMap((component) => [
			sampleIn(component, headerExample.displayName),
			...cardsOf(component).flatMap((card, index) =>
				asObjects(card['components']).map((part) => sampleIn(part, `Card ${index + 1}`)),
			),
		])
		.filter((sample) => sample !== null);
}

/** The same components with a handle in the place of each example. */
function withHandles(
	components: readonly JsonObject[],
	handles: ReadonlyMap<string, string>,
): IDataObject[] {
	return components.map((component) => {
		const sample = sampleIn(component, '');
		const handle = sample === null ? undefined : handles.get(keyOf(sample));
		const cards = cardsOf(component).map(({ components: parts, ...card }) => ({
			...card,
			...(Array.isArray(parts) && { components: withHandles(asObjects(parts), handles) }),
		}));
		return {
			...component,
			...(handle !== undefined && {
				example: { ...asObject(component['example']), header_handle: [handle] },
			}),
			...(cards.length > 0 && { cards }),
		} as IDataObject;
	});
}

/**
 * Reads and checks the files that components name as examples, those of a carousel's cards as well.
 *
 * @returns uploads them, and gives the components with their handles
 * @throws GatewayError as {@link readSample}
 */
export async function readSamples(
	item: Item,
	components: readonly IDataObject[],
): Promise<() => Promise<IDataObject[]>> {
	const samples = new Map<string, Sample>();
	for (const named of samplesIn(components)) {
		if (samples.has(keyOf(named))) continue;
		samples.set(keyOf(named), await readSample(item, named.format, named.text, named.label));
	}
	return async () => {
		const handles = new Map<string, string>();
		for (const [key, sample] of samples) handles.set(key, await toHandle(item, sample));
		return withHandles(components, handles);
	};
}
