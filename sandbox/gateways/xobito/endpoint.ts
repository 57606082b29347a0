import type { Context } from 'hono';

import type { Store } from '../../state/store';
import type { Generation } from './workspace';

/** What an endpoint works with. */
export interface Visit {
	readonly context: Context;
	readonly store: Store;
	readonly generation: Generation;
}

/** One method of one path below the workspace. */
export interface Endpoint {
	readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
	readonly path: string;
	/** What the token must be able to do. */
	readonly ability: string;
	/** Whether version 3 is without it. */
	readonly onlyG1?: true;
	answer(visit: Visit): Response | Promise<Response>;
}
