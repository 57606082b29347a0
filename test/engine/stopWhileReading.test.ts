import type { INode } from 'n8n-workflow';

import { beginNode, Credentials } from './engine';
import { text } from './nodeParameters';
import { anna, startSandbox, type Sandbox } from './sandboxClient';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterEach(() => jest.restoreAllMocks());
afterAll(async () => await sandbox.close());

const sentence = 'The run was canceled while it read its items, before anything was sent.';

/** A run that is stopped as soon as it reads its items. */
async function stoppedRun(onError: INode['onError']) {
	const read = jest.spyOn(Credentials.prototype, 'getDecrypted');
	const { done, stop } = beginNode({
		parameters: text(),
		credentials: sandbox.account('qyvo'),
		items: Array.from({ length: 3000 }, (_, n) => ({ json: { phone: anna, text: String(n) } })),
		settings: { onError },
	});
	const stopOnceReading = () => {
		if (read.mock.calls.length > 0) stop();
		else setImmediate(stopOnceReading);
	};
	stopOnceReading();
	return await done;
}

test.each(['continueErrorOutput', 'continueRegularOutput'] as const)(
	'with On Error: %s, no item leaves the node as if it were sent',
	async (onError) => {
		const { run, output, hints } = await stoppedRun(onError);
		expect(run.status).toBe('canceled');
		expect([output(0), output(1)]).toEqual([[], []]);
		expect(hints).toEqual([sentence]);
		expect(await sandbox.requests()).toEqual([]);
	},
);

test('with On Error: Stop, the node shows why nothing was sent', async () => {
	const { run, failure } = await stoppedRun('stopWorkflow');
	expect(run.status).toBe('canceled');
	expect(failure?.message).toBe(sentence);
	expect(await sandbox.requests()).toEqual([]);
});
