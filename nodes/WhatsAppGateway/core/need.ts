import type { GatewayError } from './faults';
import type { Gateway } from './gateway';

/** Something that an operation needs and that not every gateway has. */
export interface Need<Found = unknown> {
	/** `undefined` for a gateway that lacks it. */
	find(gateway: Gateway): Found | undefined;
	/** What happened and what to do: a notice in the form, and the fault of a run. */
	lack(gateway: Gateway): GatewayError;
}
