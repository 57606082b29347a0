import type { LiveMessage } from '../../../control/liveView';
import { storeOf } from '../state/store';

/** The message that the next text answers or replaces; `null` for none. */
export const answering = storeOf<{
	readonly message: LiveMessage;
	readonly kind: 'reply' | 'edit';
} | null>(null);
