import { GatewayError } from '../../core/faults';
import { asText } from '../../core/narrow';
import type { Request } from '../../core/request';
import { rethrow } from '../../core/rethrow';
import { errorIn } from './faults';

/** One address at which something may be: Mojeeb's documentation names what is needed, not the path. */
export type Place = Pick<Request, 'path' | 'query'>;

/** Whether a refusal means that what is asked for is not at this address, or only with a connection's id. */
function isMissing({ details: { httpStatus, raw } }: GatewayError): boolean {
	const { code, param } = errorIn(raw);
	if (httpStatus === 404) return asText(code) === null || code === 'endpoint_not_found';
	if (httpStatus === 422) return param === 'connection_id';
	return httpStatus === 405;
}

/** What the first address gives that Mojeeb knows; `null` if it knows none of them. */
export async function askPlaces<Found>(
	places: readonly Place[],
	ask: (place: Place) => Promise<Found>,
): Promise<Found | null> {
	for (const place of places) {
		try {
			return await ask(place);
		} catch (error) {
			if (!(error instanceof GatewayError) || !isMissing(error)) rethrow(error);
		}
	}
	return null;
}
