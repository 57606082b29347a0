import { runItems } from './engine';
import { startSandbox, type Sandbox } from './sandboxClient';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());

/** Deletes an entry of a list with two names that differ in case. */
async function remove(entry: string) {
	const data = ['Gold', 'GOLD'].map((name, index) => ({ id: 901 + index, name }));
	const list = { gateway: 'wacr', path: '/api/v2/groups', status: 200, body: { data } };
	await sandbox.queueFault(list);
	const { output } = await runItems(
		sandbox.account('wacr'),
		{ resource: 'contactList', operation: 'delete', list: 'labels', entry, options: {} },
		[{}],
		'continueErrorOutput',
	);
	const requests = (await sandbox.requests()).filter(({ method }) => method === 'DELETE');
	return { fault: output(1)[0]?.json, deleted: requests.map(({ path }) => path.split('/').at(-1)) };
}

test('of two names that differ in case, the one that was written is meant, or none', async () => {
	expect(await remove('GOLD')).toMatchObject({ deleted: ['902'] });
	expect(await remove('gold')).toMatchObject({
		fault: { fault: 'invalidRequest', message: expect.stringContaining('“Gold” and “GOLD”') },
		deleted: ['902'],
	});
});
