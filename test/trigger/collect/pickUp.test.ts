import type { ITriggerFunctions } from 'n8n-workflow';

import { pickUp } from '../../../nodes/WhatsAppGateway/trigger/collect/pickUp';

jest.useFakeTimers();

/** A trigger with a message that an ended process has left; its own webhook answers with 404. */
function leftover(fails = false) {
	const window = { chat: 'anna', endsAt: 1, events: [{ id: 'wamid.1' }] };
	const emitted: unknown[] = [];
	const warned: string[] = [];
	const context = {
		getWorkflowStaticData: () => ({
			collecting: { ended: { address: 'http://127.0.0.1:1/webhook', windows: [window] } },
		}),
		getCredentials: () => ({ gateway: 'metaCloud', accessToken: 'token' }),
		getNode: () => ({ name: 'Trigger' }),
		helpers: { httpRequest: async () => ({ statusCode: 404 }) },
		logger: { warn: (text: string) => warned.push(text) },
		emit(items: unknown) {
			if (fails) throw new Error('n8n is busy.');
			emitted.push(items);
		},
	};
	return { context: context as unknown as ITriggerFunctions, emitted, warned };
}

test('what was left begins from the trigger where its webhook cannot be reached', async () => {
	const { context, emitted } = leftover();
	await pickUp(context);
	await jest.advanceTimersByTimeAsync(120_000);
	expect(emitted).toHaveLength(1);
});

test('a workflow that is not published any more starts no run', async () => {
	const { context, emitted } = leftover();
	const { closeFunction } = await pickUp(context);
	await jest.advanceTimersByTimeAsync(1_000);
	await closeFunction?.();
	await jest.advanceTimersByTimeAsync(120_000);
	expect(emitted).toEqual([]);
});

test('n8n goes on where it cannot begin what was left', async () => {
	const { context, warned } = leftover(true);
	await pickUp(context);
	await jest.advanceTimersByTimeAsync(120_000);
	expect(warned).toHaveLength(1);
});
