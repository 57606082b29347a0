import { executionIds } from '../../host/rest/executions';
import { messageEvent, publishReceiving } from '../faults/server/receiving';
import { openQueueHost, type QueueHost } from './queueHost';

let host: QueueHost;
beforeAll(async () => {
	host = await openQueueHost();
});

/** What is wrong with a list, given the one before it: runs that stand in it twice, and lost ones. */
function flawsOf(ids: readonly string[], earlier: readonly string[]): string[] {
	const twice = ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `${id} twice`);
	const lost = earlier.filter((id) => !ids.includes(id)).map((id) => `${id} lost`);
	return [...twice, ...lost];
}

test('a list that is asked for while runs end has each of them once', async () => {
	const { saved, deliver } = await publishReceiving(host, 'Listed');
	const [first = '', second = ''] = host.webhookUrls;
	let isDone = false;
	const flaws: string[] = [];
	const watch = async () => {
		let earlier: string[] = [];
		while (!isDone) {
			const ids = await executionIds(host.rest, saved.id);
			flaws.push(...flawsOf(ids, earlier));
			earlier = ids;
		}
	};
	const deliverAll = async () => {
		for (let n = 0; n < 90; n++) await deliver(n % 2 ? first : second, messageEvent(`listed-${n}`));
		isDone = true;
	};
	await Promise.all([watch(), watch(), watch(), watch(), deliverAll()]);
	expect(flaws).toEqual([]);
});
