import type { IBinaryData, INodeParameters } from 'n8n-workflow';

import { gateways } from '../../nodes/WhatsAppGateway/gateways';
import { bytes } from '../firstBytes';
import { runNode } from './engine';
import { anna, startSandbox, type Sandbox } from './sandboxClient';

const id = 'wacrDeveloper';
const address = 'https://shop.example/files/invoice.pdf';

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

async function run(operation: string, parameters: INodeParameters = {}, gateway = id) {
	const { output, hints } = await runNode({
		parameters: { resource: 'media', operation, options: {}, ...parameters },
		credentials: sandbox.account(gateway),
		items: [{ json: {}, binary: { data: pdf } }],
		settings: { onError: 'continueErrorOutput' },
	});
	return { items: output().map(({ json }) => json), fault: output(1)[0]?.json, hints };
}

const binary = { uploadSource: 'binary', binaryPropertyName: 'data' };
const atUrl = { uploadSource: 'url', uploadUrl: address };
const all = { returnAll: true };

test('a file of the item goes to the library, and can be sent by its address', async () => {
	const { items } = await run('upload', binary);
	expect(items).toEqual([
		{
			...{ id: expect.any(String), url: expect.stringMatching(/^http.*\/invoice\.pdf$/) },
			...{ kind: 'document', mimeType: 'application/pdf', fileName: 'invoice.pdf' },
			...{ fileSize: bytes.pdf.length, createdAt: expect.any(String) },
			raw: expect.objectContaining({ kind: 'document' }),
		},
	]);
	const mediaUrl = String(items[0]?.['url']);
	await runNode({
		parameters: {
			...{ resource: 'message', operation: 'sendMedia', to: anna, mediaType: 'document' },
			...{ mediaSource: 'url', mediaUrl, options: {} },
		},
		credentials: sandbox.account(id),
	});
	expect(await sandbox.delivered()).toMatchObject([{ kind: 'document', mediaUrl }]);
});

test('a file of the library cannot be sent by its ID, and the hint names its address', async () => {
	const { items } = await run('upload', binary);
	const { items: sent, fault } = await run('sendMedia', {
		...{ resource: 'message', to: anna, mediaType: 'document', mediaSource: 'id' },
		mediaId: String(items[0]?.['id']),
	});
	expect(sent).toEqual([]);
	expect(fault).toMatchObject({
		fault: 'unsupported',
		hint: expect.stringMatching(/URL in the field Source.* url .*Media: Upload/),
	});
});

test('a file at an address is downloaded by the gateway', async () => {
	expect((await run('upload', atUrl)).items).toMatchObject([{ fileName: 'invoice.pdf' }]);
	const named = await run('upload', { ...atUrl, options: { uploadFileName: 'a.pdf' } });
	expect(named.items).toMatchObject([{ fileName: 'a.pdf', url: expect.stringMatching(/a\.pdf$/) }]);
	expect((await sandbox.requests()).map(({ path }) => path)).toEqual(
		Array.from({ length: 2 }, () => expect.stringMatching(/\/v1\/media\/upload$/)),
	);
});

test.each(['={{ $json.nothing }}', 'invoice.pdf', 'ftp://shop.example/a.pdf'])(
	'the address “%s” is refused before the request',
	async (uploadUrl) => {
		const { fault } = await run('upload', { ...atUrl, uploadUrl });
		expect(fault).toMatchObject({ fault: 'mediaRejected' });
		expect(await sandbox.requests()).toEqual([]);
	},
);

test('the library is listed, the newest first, and by type', async () => {
	expect((await run('getAll', all)).items).toEqual([]);
	await run('upload', binary);
	await run('upload', { ...binary, options: { uploadFileName: 'second.pdf' } });
	const { items } = await run('getAll', all);
	expect(items).toMatchObject([{ fileName: 'second.pdf' }, { fileName: 'invoice.pdf' }]);
	expect((await run('getAll', { returnAll: false, limit: 1 })).items).toHaveLength(1);
	const images = await run('getAll', { ...all, options: { libraryKind: 'image' } });
	expect(images.items).toEqual([]);
});

test('a file at an address is downloaded by n8n where the gateway takes bytes only', async () => {
	const { items } = await run('upload', { ...atUrl, uploadUrl: sandbox.url }, 'metaCloud');
	expect(items).toEqual([
		{
			...{ id: expect.stringMatching(/^\d+$/), fileName: 'file' },
			...{ mimeType: 'text/plain', fileSize: expect.any(Number) },
		},
	]);
});

test.each(gateways.filter(({ mediaLibrary }) => mediaLibrary === undefined).map((one) => [one.id]))(
	'%s has no library, which is said before any request',
	async (gateway) => {
		const { fault } = await run('getAll', all, gateway);
		expect(fault).toMatchObject({
			fault: 'unsupported',
			message: expect.stringMatching(/has no library of files\.$/),
		});
		expect(await sandbox.requests()).toEqual([]);
	},
);
