import { createHash } from 'node:crypto';

import type { IBinaryData, INodeParameters } from 'n8n-workflow';

import { bytes } from '../firstBytes';
import { runNode } from './engine';
import { anna, startSandbox, type Sandbox } from './sandboxClient';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(async () => await sandbox.reset());

const pdf: IBinaryData = {
	data: bytes.pdf.toString('base64'),
	mimeType: 'application/octet-stream',
	fileName: 'invoice.pdf',
};

async function run(operation: string, parameters: INodeParameters, gateway = 'metaCloud') {
	const { output } = await runNode({
		parameters: { resource: 'media', operation, options: {}, ...parameters },
		credentials: sandbox.account(gateway),
		items: [
			{ json: {}, binary: { data: pdf, notes: { ...pdf, fileName: 'notes.xyz', data: 'AA==' } } },
		],
		settings: { onError: 'continueErrorOutput' },
	});
	return { item: output()[0], fault: output(1)[0]?.json };
}

const upload = async (): Promise<string> => {
	const { item } = await run('upload', { binaryPropertyName: 'data' });
	return String(item?.json['id']);
};

test('a file is uploaded with its real type, described, downloaded and deleted', async () => {
	const { item } = await run('upload', { binaryPropertyName: 'data' });
	expect(item?.json).toEqual({
		id: expect.stringMatching(/^\d+$/),
		mimeType: 'application/pdf',
		fileName: 'invoice.pdf',
		fileSize: bytes.pdf.length,
	});
	const mediaId = String(item?.json['id']);

	const { item: facts } = await run('get', { mediaId });
	expect(facts?.json).toMatchObject({
		id: mediaId,
		url: expect.stringContaining(mediaId),
		mimeType: 'application/pdf',
		fileSize: bytes.pdf.length,
		sha256: createHash('sha256').update(bytes.pdf).digest('hex'),
	});
	expect(facts?.binary).toBeUndefined();

	const { item: file } = await run('download', { mediaId, binaryPropertyName: 'invoice' });
	expect(file?.json).toMatchObject({ id: mediaId, mimeType: 'application/pdf' });
	expect(file?.binary).toEqual({
		invoice: expect.objectContaining({
			mimeType: 'application/pdf',
			fileName: `${mediaId}.pdf`,
			data: bytes.pdf.toString('base64'),
		}),
	});

	const { item: deleted } = await run('delete', { mediaId });
	expect(deleted?.json).toMatchObject({ id: mediaId, deleted: true });
	for (const operation of ['get', 'download', 'delete']) {
		const { fault } = await run(operation, { mediaId, binaryPropertyName: 'data' });
		expect(fault).toMatchObject({ fault: 'notFound', hint: expect.stringContaining('30 days') });
	}
});

test('an upload can be sent by its ID', async () => {
	const mediaId = await upload();
	await runNode({
		parameters: {
			resource: 'message',
			operation: 'sendMedia',
			to: anna,
			mediaType: 'document',
			mediaSource: 'id',
			mediaId,
			fileName: 'invoice.pdf',
			options: {},
		},
		credentials: sandbox.account('metaCloud'),
	});
	expect(await sandbox.delivered()).toEqual([
		expect.objectContaining({ kind: 'document', mediaUrl: 'upload:invoice.pdf' }),
	]);
});

test.each<[string, INodeParameters, string]>([
	[
		'a field that the item does not have',
		{ binaryPropertyName: 'photo' },
		'no file called “photo”',
	],
	['a file of no known type', { binaryPropertyName: 'notes' }, 'notes.xyz'],
])('%s is refused before the upload', async (_what, parameters, sentence) => {
	const { fault } = await run('upload', parameters);
	expect(fault).toMatchObject({
		fault: 'mediaRejected',
		message: expect.stringContaining(sentence),
	});
	expect(await sandbox.requests()).toEqual([]);
});

test('an ID that leads elsewhere is refused', async () => {
	const { fault } = await run('get', { mediaId: '..' });
	expect(fault).toMatchObject({ fault: 'invalidRequest' });
});

test.each(['upload', 'get', 'download', 'delete'])(
	'%s is refused where files have no IDs',
	async (operation) => {
		const { fault } = await run(operation, { mediaId: '1', binaryPropertyName: 'data' }, 'qyvo');
		expect(fault).toMatchObject({
			fault: 'unsupported',
			hint: expect.stringContaining('Meta Cloud API'),
		});
	},
);
