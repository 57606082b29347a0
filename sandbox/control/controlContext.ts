import type { FaultQueue } from '../faults/faultQueue';
import type { Dialect } from '../gatewayKit/dialect';
import type { Mask } from '../state/secrets';
import type { Store } from '../state/store';
import type { Deliveries } from '../webhooks/deliveries';
import type { StatusTimeline } from '../webhooks/statusTimeline';
import type { Subscriptions } from '../webhooks/subscriptions';

/** What the control API inspects and changes. */
export interface ControlContext {
	readonly dialects: readonly Dialect[];
	readonly store: Store;
	readonly faults: FaultQueue;
	readonly subscriptions: Subscriptions;
	readonly deliveries: Deliveries;
	readonly timeline: StatusTimeline;
	/** Of what is shown of the traffic. */
	readonly mask: Mask;
}
