import type { EventKind } from '../core/event';
import { gateways } from '../gateways';

/** What the lists of the gateways can hold, which is all that a poll can bring. */
export const polledEvents: readonly EventKind[] = [
	...new Set(gateways.flatMap(({ inbox }) => inbox?.events ?? [])),
];
