import type { LoggedRequest } from '../../../state/requestLog';
import type { LoggedDelivery } from '../../../webhooks/deliveryLog';

/** Something that went over the line, in either direction. */
export interface TrafficEntry {
	readonly key: string;
	readonly id: string;
	readonly way: 'request' | 'webhook';
	readonly at: string;
	readonly gateway: string;
	/** Such as `POST /api/v1/messages`, or the name of an event. */
	readonly what: string;
	readonly where: string;
	readonly status: number | null;
	readonly attempt: number;
}

/** Requests and webhooks in one list, the newest first. */
export function trafficEntries(
	requests: readonly LoggedRequest[],
	deliveries: readonly LoggedDelivery[],
): TrafficEntry[] {
	const asked = requests.map(({ id, at, gateway, method, path, status }): TrafficEntry => ({
		...{ key: id, id, way: 'request', at, gateway, status, attempt: 1 },
		what: `${method} ${path.slice(`/${gateway}`.length) || '/'}`,
		where: '',
	}));
	const delivered = deliveries.map(
		({ id, at, gateway, event, url, status, attempt }): TrafficEntry => ({
			...{ key: `${id}-${attempt}`, id, way: 'webhook', at, gateway, status, attempt },
			what: event,
			where: url,
		}),
	);
	// Each list is in the order of time; of the same moment, a delivery comes after a request.
	return [...asked, ...delivered]
		.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
		.reverse();
}

/** Whether an answer was one that is hoped for. */
export const isGood = (status: number | null) => status !== null && status < 400;
