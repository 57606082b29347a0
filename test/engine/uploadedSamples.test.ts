import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { IBinaryKeyData, INodeParameters } from 'n8n-workflow';

import { bytes } from '../firstBytes';
import { runNode } from './engine';
import { startSandbox, type Sandbox } from './sandboxClient';

let sandbox: Sandbox;
let files: Server;
let site: string;
let asked: Array<{ readonly path: string; readonly authorization: string | undefined }> = [];
beforeAll(async () => {
	sandbox = await startSandbox();
	files = createServer(({ url = '', headers }, response) => {
		asked.push({ path: url, authorization: headers.authorization });
		if (url.startsWith('/moved')) response.writeHead(302, { location: '/logo.png' }).end();
		else if (url.startsWith('/loop')) response.writeHead(302, { location: '/loop' }).end();
		else if (url === '/logo.png') {
			response.writeHead(200, { 'content-type': 'image/png' }).end(bytes.png);
		} else if (url === '/page') {
			response.writeHead(200, { 'content-type': 'image/png' }).end('<!doctype html><p>Log in');
		} else response.writeHead(404).end();
	});
	await new Promise<void>((resolve) => files.listen(0, '127.0.0.1', resolve));
	site = `http://127.0.0.1:${(files.address() as AddressInfo).port}`;
});
afterAll(async () => {
	await sandbox.close();
	await new Promise((resolve) => files.close(resolve));
});
beforeEach(async () => {
	asked = [];
	await sandbox.reset();
});

const binary = (data: Buffer, fileName: string) => ({
	data: data.toString('base64'),
	mimeType: 'application/octet-stream',
	fileName,
});

const carried: IBinaryKeyData = {
	data: binary(bytes.png, 'logo.png'),
	film: binary(bytes.mp4, 'film.mp4'),
	invoice: binary(bytes.pdf, 'invoice.pdf'),
	moving: binary(bytes.gif, 'moving.gif'),
	large: binary(Buffer.concat([bytes.jpeg, Buffer.alloc(5 * 1024 * 1024)]), 'large.jpg'),
	nothing: binary(Buffer.alloc(0), 'nothing.jpg'),
};

async function run(parameters: INodeParameters, gateway = 'metaCloud', account: object = {}) {
	const { output } = await runNode({
		parameters: { options: {}, ...parameters },
		credentials: { ...sandbox.account(gateway), ...account },
		items: [{ json: {}, binary: carried }],
		settings: { onError: 'continueErrorOutput' },
	});
	return { item: output()[0]?.json, fault: output(1)[0]?.json };
}

const template: INodeParameters = {
	resource: 'template',
	operation: 'create',
	templateName: 'spring_sample',
	category: 'MARKETING',
	language: 'en',
	specifyContent: 'fields',
	bodyText: 'Our new collection is here.',
	headerFormat: 'IMAGE',
	headerExample: 'data',
};

const create = async (change: INodeParameters, gateway?: string, account?: object) =>
	await run({ ...template, ...change }, gateway, account);

const ofUploads = async () =>
	(await sandbox.requests()).filter(({ path }) => /\/upload[s:]/.test(path));

const uploadPath = '/v26.0/upload:';

describe('Template: Create', () => {
	test.each([
		['IMAGE', 'data'],
		['VIDEO', 'film'],
		['DOCUMENT', 'invoice'],
	])('uploads a file of the item for a header of the format %s', async (headerFormat, field) => {
		const { item, fault } = await create({ headerFormat, headerExample: field });
		expect(fault).toBeUndefined();
		expect(item).toMatchObject({ name: 'spring_sample', status: 'pending' });
		expect((await ofUploads()).map(({ method, status }) => [method, status])).toEqual([
			['POST', 200],
			['POST', 200],
		]);
	});

	test('uploads a file from its address, fetched without the access token', async () => {
		const { item } = await create({ headerExample: `${site}/moved?by=host` });
		expect(item).toMatchObject({ status: 'pending' });
		expect(asked).toEqual([
			{ path: '/moved?by=host', authorization: undefined },
			{ path: '/logo.png', authorization: undefined },
		]);
	});

	test('puts a handle in as it is', async () => {
		await create({});
		const { fault } = await create({ templateName: 'pasted', headerExample: '4::unknown' });
		expect(fault).toMatchObject({
			fault: 'invalidRequest',
			message: expect.stringContaining('header_handle'),
		});
		expect(await ofUploads()).toHaveLength(2);
	});

	test('uploads the files of a carousel’s cards, the same one once', async () => {
		const card = (example: string) => ({
			components: [
				{ type: 'HEADER', format: 'IMAGE', example: { header_handle: [example] } },
				{ type: 'BUTTONS', buttons: [{ type: 'QUICK_REPLY', text: 'More' }] },
			],
		});
		const componentsJson = JSON.stringify([
			{ type: 'BODY', text: 'Our new collection is here.' },
			{ type: 'CAROUSEL', cards: [card('data'), card('data'), card(`${site}/logo.png`)] },
		]);
		const { item, fault } = await create({ specifyContent: 'json', componentsJson });
		expect(fault).toBeUndefined();
		expect(item).toMatchObject({ status: 'pending' });
		expect(await ofUploads()).toHaveLength(4);
	});

	test.each<[string, INodeParameters, string, string]>([
		['a name of no file', { headerExample: 'photo' }, 'invalidRequest', 'no file called “photo”'],
		['a type that WhatsApp does not take', { headerExample: 'moving' }, 'mediaRejected', 'gif'],
		['a PDF as image', { headerExample: 'invoice' }, 'mediaRejected', 'JPEG or PNG'],
		['an image as document', { headerFormat: 'DOCUMENT' }, 'mediaRejected', 'takes PDF here'],
		['a file that is too large', { headerExample: 'large' }, 'mediaRejected', 'at most 5 MB'],
		['an empty file', { headerExample: 'nothing' }, 'mediaRejected', 'the file is empty'],
	])('refuses %s before anything is asked', async (_what, change, fault, sentence) => {
		expect((await create(change)).fault).toMatchObject({
			fault,
			message: expect.stringContaining(sentence),
		});
		expect(await sandbox.requests()).toEqual([]);
	});

	test.each([
		['/page', 'a web page'],
		['/gone', 'does not give the file (status 404)'],
		['/loop', 'leads to another one again and again'],
	])('refuses an address that gives no file: %s', async (path, sentence) => {
		const { fault } = await create({ headerExample: `${site}${path}` });
		expect(fault).toMatchObject({
			fault: 'mediaRejected',
			message: expect.stringContaining(sentence),
		});
		expect(await sandbox.requests()).toEqual([]);
	});

	test('asks no address of n8n’s own network where the account is a real one', async () => {
		const { fault } = await create({ headerExample: `${site}/logo.png` }, 'metaCloud', {
			baseUrl: 'https://graph.facebook.com',
		});
		expect(fault).toMatchObject({
			fault: 'mediaRejected',
			message: expect.stringContaining('only your own network reaches'),
		});
		expect(asked).toEqual([]);
	});

	test('where the gateway uploads nothing, only an address can be given', async () => {
		const { fault } = await create({}, 'mojeeb');
		expect(fault).toMatchObject({
			fault: 'unsupported',
			hint: expect.stringContaining('Meta Cloud API'),
		});
		const headerExample = 'https://shop.example/logo.png';
		const { item } = await create({ headerExample }, 'mojeeb', {
			connectionId: '3f0c2a1e-8d4b-4b7a-9c55-1e2d3c4b5a69',
		});
		expect(item).toMatchObject({ name: 'spring_sample' });
		expect(asked).toEqual([]);
	});
});

test('Template: Edit uploads the file of new content', async () => {
	const { item } = await run({
		...template,
		operation: 'edit',
		template: { __rl: true, mode: 'name', value: 'order_confirmation' },
		category: 'unchanged',
	});
	expect(item).toMatchObject({ name: 'order_confirmation', changed: true });
});

describe('an upload that breaks', () => {
	test('goes on where it broke', async () => {
		const interrupted = { path: uploadPath, reset: true, after: 'accepted', receives: 5 };
		await sandbox.queueFault(interrupted);
		const { item } = await create({});
		expect(item).toMatchObject({ status: 'pending' });
		expect((await ofUploads()).map(({ method }) => method)).toEqual([
			...['POST', 'POST', 'GET', 'POST'],
		]);
	});

	test('is made again where the handle got lost', async () => {
		await sandbox.queueFault({ path: uploadPath, reset: true, after: 'accepted' });
		const { item } = await create({});
		expect(item).toMatchObject({ status: 'pending' });
		expect((await ofUploads()).map(({ method }) => method)).toEqual([
			...['POST', 'POST', 'GET', 'POST', 'POST'],
		]);
	});

	test('is given up after a few times', async () => {
		// Each second request asks how much has arrived, and is let through.
		for (let attempt = 0; attempt < 4; attempt++) {
			await sandbox.queueFault({ path: uploadPath, reset: true, skip: Math.min(attempt, 1) });
		}
		const { fault } = await create({});
		expect(fault).toMatchObject({ fault: 'temporarilyUnavailable', sent: 'no' });
		const posts = (await ofUploads()).filter(({ method }) => method === 'POST');
		expect(posts).toHaveLength(5);
	});

	test('is not made again where Meta refuses it', async () => {
		const body = { error: { message: 'Permissions error', code: 200 } };
		await sandbox.queueFault({ path: uploadPath, status: 400, body });
		const { fault } = await create({});
		expect(fault).toMatchObject({ fault: 'missingScope' });
		expect(await ofUploads()).toHaveLength(2);
	});
});

describe('Business Profile: Update', () => {
	const update = async (picture: string, account?: object) =>
		await run(
			{ resource: 'businessProfile', operation: 'update', profileFields: { picture } },
			'metaCloud',
			account,
		);

	test('uploads a picture of the item or from its address', async () => {
		for (const picture of ['data', `${site}/logo.png`]) {
			const { item } = await update(picture);
			expect(item).toMatchObject({ updated: true });
			const { item: profile } = await run({ resource: 'businessProfile', operation: 'get' });
			expect(profile?.['pictureUrl']).toEqual(expect.stringContaining('https://'));
		}
		expect(await ofUploads()).toHaveLength(4);
	});

	test.each(['film', 'large', 'photo'])('refuses %s before anything is asked', async (picture) => {
		expect((await update(picture)).fault).toMatchObject({
			message: expect.stringContaining('Profile Picture'),
		});
		expect(await sandbox.requests()).toEqual([]);
	});
});

test('no access token is in what is asked for', async () => {
	await create({});
	const paths = (await sandbox.requests()).map(({ path }) => path);
	expect(paths.join(' ')).not.toContain('meta-sandbox-token');
});
