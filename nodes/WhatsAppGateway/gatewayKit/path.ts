import { GatewayError } from '../core/faults';

/**
 * What a URL takes for a step within a path, also for a server that decodes a slash before it looks for steps, and
 * what UTF-8 cannot encode.
 */
const unusable = /(?:^|[/\\])\.{1,2}(?:[/\\]|$)|[\0\r\n]|\p{Surrogate}/u;

/**
 * A path made of segments, each encoded, so that an id can lead nowhere else: not with a slash, a
 * question mark or a dot. Spaces around a segment are left out, as they come with copied ids.
 *
 * @throws GatewayError `invalidRequest` for an empty segment, and for one that cannot be part of a path
 */
export function pathOf(...segments: ReadonlyArray<string | undefined>): string {
	return segments
		.map((segment) => {
			const text = segment?.trim() ?? '';
			if (text !== '' && !unusable.test(text)) return `/${encodeURIComponent(text)}`;
			throw new GatewayError(
				'invalidRequest',
				text === ''
					? 'An ID that the gateway’s address needs is empty.'
					: 'An ID cannot be part of the gateway’s address.',
				{ hint: 'Copy the ID again: from the gateway’s dashboard, or from the output of a node.' },
			);
		})
		.join('');
}
