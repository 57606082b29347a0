import type { Gateway } from '../core/gateway';
import type { Connection } from '../core/request';
import type { ReleaseWhile } from './dispatch';
import type { SendMemory } from './sendMemory';

/** What every step of a delivery works with. */
export interface DeliveryContext {
	readonly gateway: Gateway;
	readonly connection: Connection;
	/** Sleeps for so many seconds. Throws `rateLimited` when the run is canceled. */
	sleep(seconds: number): Promise<void>;
	/** Lets another recipient be served during a wait that concerns this one only. */
	readonly releaseWhile: ReleaseWhile;
	/** Adds a sentence about this message to the run's hints. */
	note(sentence: string): void;
	/** Whether a message is sent again although it may have been sent: the user's option. */
	readonly retryUnknownOutcome: boolean;
	/** What remembers the messages that were sent, the nearest first. */
	readonly memories: readonly SendMemory[];
	/** Seconds to wait at most before a message is sent again. */
	readonly maxWait: number;
}
