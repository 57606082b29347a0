import type { INodeParameters } from 'n8n-workflow';

import { gateways } from '../../nodes/WhatsAppGateway/gateways';
import { updateComment } from '../../nodes/WhatsAppGateway/operations/contacts/comments';
import { runItems } from './engine';
import { anna, ben, people, startSandbox, type Sandbox } from './sandboxClient';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(async () => await sandbox.reset());

const run = async (gateway: string, parameters: INodeParameters) => {
	const { output } = await runItems(
		sandbox.account(gateway),
		{ resource: 'contact', options: {}, contact: anna, ...parameters },
		[{}],
		'continueErrorOutput',
	);
	return { given: output().map(({ json }) => json), failed: output(1)[0]?.json };
};

const able = gateways.filter(({ contacts }) => contacts?.addComment !== undefined);
const unable = gateways.filter((gateway) => !able.includes(gateway));

describe.each(able.map(({ id, contacts }) => [id, contacts?.commentRules] as const))(
	'%s',
	(id, rules) => {
		const { maxLength = 0, hasLabels = false } = rules ?? {};

		test('a comment is written, and read again', async () => {
			const comment = 'Called back, wants an offer';
			const label = hasLabels ? 'Call' : null;
			const options = { ...(label !== null && { label }) };
			const { given } = await run(id, { operation: 'addComment', comment, options });
			expect(given).toMatchObject([{ id: expect.any(String), text: comment, label }]);
			const read = await run(id, { operation: 'getComments' });
			expect(read.given).toMatchObject([
				{ id: given[0]?.['id'], text: comment, label, at: expect.any(String) },
			]);
			expect(await sandbox.delivered()).toEqual([]);
		});

		test('a person without a chat has none, which is said', async () => {
			const [contact = ''] = people;
			const { failed } = await run(id, { operation: 'getComments', contact });
			expect(failed).toMatchObject({ fault: 'notFound' });
		});

		test('a comment that is empty, or longer than the gateway takes, is refused before the request', async () => {
			const tooLong = Number.isFinite(maxLength) ? ['x'.repeat(maxLength + 1)] : [];
			for (const comment of ['={{ "" }}', ...tooLong]) {
				const { failed } = await run(id, { operation: 'addComment', comment });
				expect(failed).toMatchObject({ fault: 'invalidRequest' });
			}
			expect(await sandbox.requests()).toEqual([]);
		});

		test('a label is kept where comments have one, and else refused before the request', async () => {
			const options = { label: 'Call' };
			const { given, failed } = await run(id, {
				operation: 'addComment',
				comment: 'Hello',
				options,
			});
			expect(given[0] ?? failed).toMatchObject(
				hasLabels ? { label: 'Call' } : { fault: 'unsupported' },
			);
			expect((await sandbox.requests()).length > 0).toBe(hasLabels);
		});
	},
);

const changing = able.filter(({ contacts }) => contacts?.updateComment !== undefined);
const fixed = gateways.filter((gateway) => !changing.includes(gateway));

test('the form of Update Comment names no gateway that cannot', () => {
	const { fields } = updateComment;
	const described = fields.find(({ name }) => name === 'comment')?.description ?? '';
	for (const { name } of fixed) expect(described).not.toContain(name);
});

describe.each(changing.map(({ id }) => id))('%s', (id) => {
	const add = async () => {
		const { given } = await run(id, { operation: 'addComment', comment: 'Wants 20 seats' });
		return String(given[0]?.['id']);
	};
	const read = async (contact = anna) =>
		(await run(id, { operation: 'getComments', contact })).given;

	test('a comment is rewritten, then deleted, and others stay', async () => {
		const [first, second] = [await add(), await add()];
		const changed = { commentId: first, comment: 'Wants 30 seats' };
		const { given } = await run(id, { operation: 'updateComment', ...changed });
		expect(given).toMatchObject([{ id: first, text: 'Wants 30 seats' }]);
		expect((await read()).map(({ text }) => text)).toEqual(['Wants 20 seats', 'Wants 30 seats']);
		const deleted = await run(id, { operation: 'deleteComment', commentId: second });
		expect(deleted.given).toEqual([{ deleted: true, id: second }]);
		expect(await read()).toMatchObject([{ id: first }]);
		const again = await run(id, { operation: 'deleteComment', commentId: second });
		for (const failed of [
			again.failed,
			(await run(id, { operation: 'updateComment', ...changed, commentId: 'typo' })).failed,
		]) {
			expect(failed).toMatchObject({
				...{ fault: 'notFound', to: anna },
				message: expect.stringContaining('has no comment'),
				hint: expect.stringContaining('Get Comments'),
			});
		}
	});

	test('what a colleague wrote and what the gateway noted stays', async () => {
		const remove = async (contact: string, commentId: unknown) =>
			(await run(id, { operation: 'deleteComment', contact, commentId: String(commentId) })).failed;
		const [ofColleague] = await read(ben);
		expect(await remove(ben, ofColleague?.['id'])).toMatchObject({
			fault: 'missingScope',
			message: expect.stringContaining('A colleague wrote this comment'),
		});
		const lead = { resource: 'lead', lead: anna };
		await run(id, { ...lead, operation: 'create', leadFields: { phone: anna } });
		await run(id, { ...lead, operation: 'update', leadFields: { status: 'won' } });
		const [noted] = await read();
		expect(noted).toMatchObject({ label: 'status_change' });
		expect(await remove(anna, noted?.['id'])).toMatchObject({
			fault: 'invalidRequest',
			message: expect.stringContaining('has noted this'),
		});
		expect([await read(), await read(ben)]).toMatchObject([[noted], [ofColleague]]);
	});

	test('without an ID or a text nothing is asked', async () => {
		const empty = [
			{ operation: 'updateComment', commentId: 'note_1', comment: '={{ " " }}' },
			{ operation: 'updateComment', commentId: '={{ "" }}', comment: 'Hello' },
			{ operation: 'deleteComment', commentId: '={{ $json.none }}' },
		];
		for (const parameters of empty) {
			const { failed } = await run(id, parameters);
			expect(failed).toMatchObject({ fault: 'invalidRequest' });
		}
		expect(await sandbox.requests()).toEqual([]);
	});
});

test.each(fixed.map(({ id, name }) => [name, id]))(
	'%s neither changes nor deletes comments, which is said before any request',
	async (name, id) => {
		for (const operation of ['updateComment', 'deleteComment']) {
			const { failed } = await run(id, { operation, commentId: '1', comment: 'Hello' });
			expect(failed).toMatchObject({
				fault: 'unsupported',
				message: `${name} neither changes nor deletes a comment about a person.`,
			});
		}
		expect(await sandbox.requests()).toEqual([]);
	},
);

test.each(
	able.filter(({ contacts }) => contacts?.commentRules?.namesMessages === true).map(({ id }) => id),
)('%s: a comment is about a message, by WhatsApp’s id and by that of Send', async (id) => {
	const sent = await run(id, {
		resource: 'message',
		operation: 'sendText',
		to: anna,
		text: 'Hi',
	});
	const [receipt = {}] = sent.given;
	const about = async (aboutMessage: string) => {
		const options = { aboutMessage };
		const { given } = await run(id, { operation: 'addComment', comment: 'About it', options });
		return given[0]?.['aboutMessageId'];
	};
	const named = await about(String(receipt['whatsappMessageId']));
	expect(named).toEqual(expect.any(String));
	expect(await about(String(receipt['messageId']))).toEqual(expect.any(String));
});

test.each(
	able
		.filter(({ contacts }) => contacts?.commentRules?.namesMessages === false)
		.map(({ id }) => id),
)('%s: a message that comments cannot name is refused before the request', async (id) => {
	const options = { aboutMessage: 'wamid.HBgL' };
	const { failed } = await run(id, { operation: 'addComment', comment: 'Hello', options });
	expect(failed).toMatchObject({ fault: 'unsupported' });
	expect(await sandbox.requests()).toEqual([]);
});

test.each(able.filter(({ contacts }) => contacts?.remove !== undefined).map(({ id }) => id))(
	'%s: a contact is deleted, by its number, and then there is none',
	async (id) => {
		expect((await run(id, { operation: 'delete' })).given).toMatchObject([{ deleted: true }]);
		expect((await run(id, { operation: 'get' })).failed).toMatchObject({ fault: 'notFound' });
		expect((await run(id, { operation: 'delete' })).failed).toMatchObject({ fault: 'notFound' });
	},
);

test.each(unable.map(({ id, name }) => [name, id]))(
	'%s has no comments, which is said before any request',
	async (name, id) => {
		const { failed } = await run(id, { operation: 'addComment', comment: 'Hello' });
		expect(failed).toMatchObject({
			fault: 'unsupported',
			message: `${name} has no comments about a person.`,
		});
		expect(await sandbox.requests()).toEqual([]);
	},
);
