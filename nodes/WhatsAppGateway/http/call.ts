import { monotonicNow } from '../core/monotonicNow';
import type { Call } from '../core/request';
import type { N8nContext } from '../n8n/context';
import type { CallSettings } from './callSettings';
import { sendRequest } from './sendRequest';
import { withRetries } from './withRetries';

/** The only way to a gateway: waits for a slot, authenticates, sends, and repeats what is safe to repeat. */
export function createCall(context: N8nContext, settings: CallSettings): Call {
	return async (request) =>
		await withRetries(context, request, settings, async () => {
			const startedAt = monotonicNow();
			const answer = await sendRequest(context, request, settings);
			settings.onAnswered?.((monotonicNow() - startedAt) / 1000);
			return answer;
		});
}
