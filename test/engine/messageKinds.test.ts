import type { IBinaryData, INodeParameters } from 'n8n-workflow';

import { supportedKinds } from '../../nodes/WhatsAppGateway/core/capabilities';
import type { Kind } from '../../nodes/WhatsAppGateway/core/message';
import { gateways } from '../../nodes/WhatsAppGateway/gateways';
import { exampleMessages, message } from './exampleMessages';
import { runNode } from './engine';
import { text } from './nodeParameters';
import { anna, type Delivered, type Sandbox, startSandbox } from './sandboxClient';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(async () => await sandbox.reset());

const uploads: ReadonlyArray<[Kind, string, string]> = [
	['image', 'image/png', 'a.png'],
	['video', 'video/mp4', 'a.mp4'],
	['audio', 'audio/ogg; codecs=opus', 'a.ogg'],
	['document', 'application/pdf', 'invoice.pdf'],
	['sticker', 'image/webp', 'a.webp'],
];

describe.each(gateways.map((gateway) => [gateway.name, gateway] as const))(
	'%s',
	(_name, gateway) => {
		const run = async (parameters: INodeParameters, binary?: Record<string, IBinaryData>) => {
			const wamid = (await sandbox.received(gateway.id, anna)).at(-1)?.whatsappMessageId ?? '';
			return await runNode({
				parameters,
				credentials: sandbox.account(gateway.id),
				items: [{ json: { wamid }, ...(binary && { binary }) }],
				settings: { onError: 'continueErrorOutput' },
			});
		};

		const all = Object.entries(exampleMessages) as Array<[Kind, (typeof exampleMessages)[Kind]]>;
		const supported = all.filter(([kind]) => kind in gateway.send);
		const unsupported = all.filter(([kind]) => !(kind in gateway.send));

		test.each(supported)(
			'delivers %s as the recipient sees it',
			async (kind, { parameters, shown }) => {
				const { output } = await run(parameters);
				expect(output(1)).toEqual([]);
				expect(output()[0]?.json).toMatchObject({
					gateway: gateway.id,
					to: anna,
					kind,
					sentAs: kind,
				});
				const delivered = await sandbox.delivered();
				expect(delivered).toHaveLength(1);
				expect(delivered[0]).toMatchObject({ phone: anna, kind, ...shown });
			},
		);

		if (unsupported.length > 0) {
			test.each(unsupported)(
				'refuses %s before the request and names the supported kinds',
				async (_kind, { parameters }) => {
					const { output } = await run(parameters);
					const { fault, message: sentence, hint, sent } = output(1)[0]?.json ?? {};
					expect({ fault, sent }).toEqual({ fault: 'unsupported', sent: 'no' });
					expect(sentence).toContain(gateway.name);
					expect(hint).toMatch(
						/^Use .*(?:a template|the other operations of Message); .+ supports: .+\. Or use a credential of .+\.$/,
					);
					expect(hint).toContain(supportedKinds(gateway).join(', '));
					expect(await sandbox.requestPaths()).toEqual([]);
				},
			);
		}

		const uploaded = uploads.filter(([kind]) => kind in gateway.send);
		if (uploaded.length > 0) {
			test.each(uploaded)('uploads %s from binary data', async (kind, mimeType, fileName) => {
				const data = Buffer.from([0, 1, 2, 13, 10, 255]).toString('base64');
				const { output } = await run(
					message('sendMedia', {
						mediaType: kind,
						mediaSource: 'binary',
						binaryPropertyName: 'data',
					}),
					{ data: { data, mimeType, fileName } },
				);
				expect(output(1)).toEqual([]);
				const [delivered] = await sandbox.delivered();
				expect(delivered).toMatchObject({ phone: anna, kind });
				expect(delivered?.mediaUrl).toContain(fileName);
			});
		}

		test('quotes a message, or gives unsupported', async () => {
			const { output } = await run(
				text({ to: anna, text: 'Yes', options: { replyTo: '={{ $json.wamid }}' } }),
			);
			if (gateway.quotes === true) {
				const [delivered] = await sandbox.delivered();
				expect(delivered?.about).toMatch(/^wamid\./);
			} else {
				expect(output(1)[0]?.json).toMatchObject({
					fault: 'unsupported',
					message: `${gateway.name} cannot quote a message.`,
				});
				expect(await sandbox.requestPaths()).toEqual([]);
			}
		});

		test('marks a message as read, or gives unsupported', async () => {
			const { output } = await run({
				resource: 'message',
				operation: 'markAsRead',
				whatsappMessageId: '={{ $json.wamid }}',
				options: {},
			});
			if (gateway.markRead !== undefined) {
				expect(output()[0]?.json).toMatchObject({ gateway: gateway.id, read: true });
			} else {
				expect(output(1)[0]?.json).toMatchObject({ fault: 'unsupported', sent: 'no' });
			}
		});
	},
);

describe('a file', () => {
	const sendFile = async (more: INodeParameters, binary?: Record<string, IBinaryData>) =>
		await runNode({
			parameters: message('sendMedia', { mediaType: 'image', mediaSource: 'binary', ...more }),
			credentials: sandbox.account('metaCloud'),
			items: [{ json: {}, ...(binary && { binary }) }],
		});

	test('that the item does not have is refused with the names of those it has', async () => {
		const binary = { photo: { data: 'AAAA', mimeType: 'image/png' } };
		const { failure } = await sendFile({ binaryPropertyName: 'data' }, binary);
		expect(failure?.message).toBe('The item has no file called “data”.');
		expect(failure?.description).toContain('It has: photo.');
	});

	test('of a type that WhatsApp does not support is refused before the upload', async () => {
		const binary = { data: { data: 'AAAA', mimeType: 'image/tiff' } };
		const { failure } = await sendFile({ binaryPropertyName: 'data' }, binary);
		expect(failure?.message).toBe('WhatsApp does not accept the type image/tiff for an image.');
		expect(await sandbox.requestPaths()).toEqual([]);
	});
});

describe('an interactive message in JSON', () => {
	test.each<[string, string | object, Partial<Delivered>]>([
		['buttons', '{"body":"Well?","buttons":["Yes","No"]}', { buttons: ['Yes', 'No'] }],
		[
			'list',
			{ body: 'Well?', button: 'Choose', rows: ['Monday'] },
			{
				list: {
					button: 'Choose',
					sections: [{ title: null, rows: [{ id: 'monday', title: 'Monday', description: null }] }],
				},
			},
		],
		['ctaUrl', { body: 'Well?', button: 'Look', url: 'https://a.example' }, { buttons: ['Look'] }],
	])('%s arrive the same as from the fields', async (interactiveType, given, shown) => {
		const { failure } = await runNode({
			parameters: message('sendInteractive', {
				interactiveType,
				specifyMessage: 'json',
				messageJson: typeof given === 'string' ? given : JSON.stringify(given),
			}),
			credentials: sandbox.account('metaCloud'),
			items: [{ json: {} }],
		});
		expect(failure).toBeUndefined();
		expect((await sandbox.delivered())[0]).toMatchObject({ body: 'Well?', ...shown });
	});
});
