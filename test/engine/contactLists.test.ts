import type { INodeParameters } from 'n8n-workflow';

import { changeableLists } from '../../nodes/WhatsAppGateway/core/lists';
import { gateways } from '../../nodes/WhatsAppGateway/gateways';
import { runItems } from './engine';
import { forgetAnswers as letMinutePass } from './forgetAnswers';
import { anna, startSandbox, type Sandbox } from './sandboxClient';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(async () => {
	await sandbox.reset();
	// Here it is not about the pace: the gateways take more, and for the node the minute is over.
	for (const { id } of gateways) await sandbox.setRateLimit(id, 6000, 60);
	letMinutePass();
});

async function run(gateway: string, operation: string, parameters: INodeParameters = {}) {
	const { output } = await runItems(
		sandbox.account(gateway),
		{ resource: 'contactList', operation, options: {}, returnAll: true, ...parameters },
		[{}],
		'continueErrorOutput',
	);
	return { given: output().map(({ json }) => json), failed: output(1)[0]?.json };
}

const namesOf = async (gateway: string, list: string) =>
	(await run(gateway, 'getAll', { list })).given.map(({ name }) => name);

const able = gateways.flatMap(({ id, listChanges = {} }) =>
	Object.keys(listChanges).map((list) => [id, list] as const),
);

describe.each(able)('%s, %s', (id, list) => {
	test('an entry is created, renamed by its name, and deleted by its ID', async () => {
		const { given } = await run(id, 'create', { list, entryName: 'Gold' });
		const [created = {}] = given;
		expect(created).toMatchObject({ id: expect.any(String), name: 'Gold' });
		expect(await namesOf(id, list)).toContain('Gold');

		const renamed = await run(id, 'update', { list, entry: 'gold', entryName: 'Silver' });
		expect(renamed.given).toMatchObject([{ id: created['id'], name: 'Silver' }]);
		expect(await namesOf(id, list)).toEqual(expect.arrayContaining(['Silver']));

		const deleted = await run(id, 'delete', { list, entry: String(created['id']) });
		expect(deleted.given).toEqual([{ deleted: true, id: created['id'], name: 'Silver' }]);
		expect(await namesOf(id, list)).not.toContain('Silver');
	});

	test('a name that another entry has is refused, and what is not there is not found', async () => {
		await run(id, 'create', { list, entryName: 'Gold' });
		const again = await run(id, 'create', { list, entryName: 'Gold' });
		expect(again.failed).toMatchObject({ fault: 'invalidRequest' });
		for (const operation of ['update', 'delete']) {
			const { failed } = await run(id, operation, { list, entry: 'Bronze', entryName: 'B' });
			expect(failed).toMatchObject({
				fault: 'notFound',
				message: expect.stringContaining('Bronze'),
			});
		}
	});
});

describe.each(gateways.filter(({ listChanges }) => listChanges?.statuses).map(({ id }) => id))(
	'%s',
	(id) => {
		test('a renamed status keeps its color', async () => {
			const made = { list: 'statuses', entryName: 'Gold', color: '#ffd700' };
			const { given } = await run(id, 'create', made);
			expect(given).toMatchObject([{ raw: { color: '#ffd700' } }]);
			const renamed = await run(id, 'update', {
				...{ list: 'statuses', entry: 'Gold', entryName: 'Silver' },
			});
			expect(renamed.given).toMatchObject([{ name: 'Silver', raw: { color: '#ffd700' } }]);
			const odd = { list: 'statuses', entryName: 'Odd', color: '={{ "gold" }}' };
			expect((await run(id, 'create', odd)).failed).toMatchObject({ fault: 'invalidRequest' });
		});

		test('a group that is renamed stays with its contacts', async () => {
			const contact = async (operation: string, parameters: INodeParameters = {}) => {
				const { output } = await runItems(
					sandbox.account(id),
					{ resource: 'contact', operation, options: {}, contact: anna, ...parameters },
					[{}],
				);
				return output()[0]?.json['labels'];
			};
			await contact('addLabel', { label: 'Gold' });
			await run(id, 'update', { list: 'labels', entry: 'Gold', entryName: 'Silver' });
			expect(await contact('get')).toEqual(['Silver']);
			await run(id, 'delete', { list: 'labels', entry: 'Silver' });
			expect(await contact('get')).toEqual([]);
		});

		test('a source that contacts have is not deleted, which is said', async () => {
			await runItems(
				sandbox.account(id),
				{ resource: 'contact', operation: 'upsert', options: {}, contact: anna },
				[{}],
			);
			const [entry = ''] = (await namesOf(id, 'sources')) as string[];
			const { failed } = await run(id, 'delete', { list: 'sources', entry });
			expect(failed).toMatchObject({
				fault: 'invalidRequest',
				message: expect.stringMatching(/assigned to contacts|in use/),
			});
			expect(await namesOf(id, 'sources')).toContain(entry);
		});
	},
);

test.each(gateways.map((gateway) => [gateway.name, gateway] as const))(
	'%s lists what it has, and says what it has not',
	async (name, { id, lists, listChanges }) => {
		for (const list of changeableLists) {
			const { failed } = await run(id, 'getAll', { list });
			const isThere = lists?.[list] !== undefined;
			expect(failed?.['message']).toEqual(
				isThere ? undefined : expect.stringContaining(`${name} has no list of `),
			);
		}
		if (listChanges === undefined) {
			const { failed } = await run(id, 'create', { list: 'labels', entryName: 'Gold' });
			expect(failed).toMatchObject({
				fault: 'unsupported',
				message: `${name} has no request that changes its tags, groups, sources or statuses.`,
			});
		}
	},
);
