import type { IBinaryData, ICredentialDataDecryptedObject, INodeParameters } from 'n8n-workflow';

import { carries } from '../../nodes/WhatsAppGateway/capabilities';
import type { Kind } from '../../nodes/WhatsAppGateway/core/message';
import { gateways } from '../../nodes/WhatsAppGateway/gateways';
import { runNode } from './engine';
import { templateJson, text } from './parameters';
import { anna, startSandbox, type Delivered, type Sandbox } from './sandbox';

let sandbox: Sandbox;
const accounts = new Map<unknown, ICredentialDataDecryptedObject>();
beforeAll(async () => {
	sandbox = await startSandbox();
	for (const account of await sandbox.accounts()) accounts.set(account['gateway'], account);
});
afterAll(async () => await sandbox.close());
beforeEach(async () => await sandbox.reset());

const message = (operation: string, more: INodeParameters): INodeParameters => ({
	resource: 'message',
	operation,
	to: anna,
	options: {},
	...more,
});

const interactive = (interactiveType: string, more: INodeParameters) =>
	message('sendInteractive', {
		interactiveType,
		definition: 'fields',
		header: 'Delivery',
		body: 'Shall we deliver tomorrow?',
		footer: 'Acme Shop',
		...more,
	});

const words = {
	header: 'Delivery',
	body: 'Shall we deliver tomorrow?',
	footer: 'Acme Shop',
};

const media = (mediaType: string, more: INodeParameters = {}) =>
	message('sendMedia', {
		mediaType,
		mediaFrom: 'url',
		mediaUrl: `https://shop.example/files/a.${mediaType}`,
		...more,
	});

/** One message of each kind, the same for every gateway, and what the person sees of it. */
const kinds: Record<Kind, { parameters: INodeParameters; shown: Partial<Delivered> }> = {
	text: {
		parameters: text({ to: anna, text: 'It is ready 👋' }),
		shown: { body: 'It is ready 👋' },
	},
	template: {
		parameters: templateJson('appointment_reminder', ['Anna', '3 May', '09:00'], { to: anna }),
		shown: {
			body: 'Hi Anna, this is a reminder of your appointment on 3 May at 09:00.',
			template: { name: 'appointment_reminder', language: 'en' },
		},
	},
	buttons: {
		parameters: interactive('buttons', {
			buttons: {
				button: [
					{ title: 'Yes, please', id: '' },
					{ title: 'No', id: 'no' },
				],
			},
		}),
		shown: { ...words, buttons: ['Yes, please', 'No'] },
	},
	list: {
		parameters: interactive('list', {
			buttonText: 'Choose a day',
			rows: {
				row: [
					{ title: 'Monday', description: '9 to 12', id: '', section: 'This week' },
					{ title: 'Later', description: '', id: 'later', section: 'Next week' },
					{ title: 'Friday', description: '', id: '', section: 'This week' },
				],
			},
		}),
		shown: {
			...words,
			list: {
				button: 'Choose a day',
				sections: [
					{
						title: 'This week',
						rows: [
							{ id: 'monday', title: 'Monday', description: '9 to 12' },
							{ id: 'friday', title: 'Friday', description: null },
						],
					},
					{ title: 'Next week', rows: [{ id: 'later', title: 'Later', description: null }] },
				],
			},
		},
	},
	ctaUrl: {
		parameters: interactive('ctaUrl', {
			buttonText: 'Track it',
			url: 'https://shop.example/track/1042',
		}),
		shown: { ...words, buttons: ['Track it'] },
	},
	image: {
		parameters: media('image', { caption: 'Have a look' }),
		shown: {
			header: '[image]',
			mediaUrl: 'https://shop.example/files/a.image',
			body: 'Have a look',
		},
	},
	video: {
		parameters: media('video', { caption: 'Have a look' }),
		shown: {
			header: '[video]',
			mediaUrl: 'https://shop.example/files/a.video',
			body: 'Have a look',
		},
	},
	audio: {
		parameters: media('audio'),
		shown: { header: '[audio]', mediaUrl: 'https://shop.example/files/a.audio', body: '' },
	},
	document: {
		parameters: media('document', { caption: 'Your invoice', fileName: 'invoice.pdf' }),
		shown: {
			header: '[document invoice.pdf]',
			mediaUrl: 'https://shop.example/files/a.document',
			body: 'Your invoice',
		},
	},
	sticker: {
		parameters: media('sticker'),
		shown: { header: '[sticker]', mediaUrl: 'https://shop.example/files/a.sticker', body: '' },
	},
	location: {
		parameters: message('sendLocation', {
			latitude: '52,5163',
			longitude: 13.3777,
			placeName: 'Our shop',
			address: 'Pariser Platz 1',
		}),
		shown: { header: '[location]', body: 'Our shop\nPariser Platz 1\n52.5163, 13.3777' },
	},
	contacts: {
		parameters: message('sendContactCard', {
			firstName: 'Nathan',
			lastName: 'Smith',
			organization: 'Acme',
			cardPhone: '0171 3920099',
			email: 'nathan@acme.example',
		}),
		shown: { header: '[contact]', body: 'Nathan Smith\n+491713920099\nnathan@acme.example' },
	},
	reaction: {
		parameters: message('sendReaction', { messageId: '={{ $json.wamid }}', emoji: '👍' }),
		shown: { body: '👍' },
	},
};

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
				credentials: accounts.get(gateway.id) ?? {},
				items: [{ json: { wamid }, ...(binary && { binary }) }],
				settings: { onError: 'continueErrorOutput' },
			});
		};

		const all = Object.entries(kinds) as Array<[Kind, (typeof kinds)[Kind]]>;
		const carried = all.filter(([kind]) => kind in gateway.send);
		const lacking = all.filter(([kind]) => !(kind in gateway.send));

		test.each(carried)('carries %s, as the person sees it', async (kind, { parameters, shown }) => {
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
		});

		if (lacking.length > 0) {
			test.each(lacking)(
				'refuses %s before the call, with what it has instead',
				async (_kind, { parameters }) => {
					const { output } = await run(parameters);
					const { fault, message: sentence, hint, sent } = output(1)[0]?.json ?? {};
					expect({ fault, sent }).toEqual({ fault: 'unsupported', sent: 'no' });
					expect(sentence).toContain(gateway.name);
					expect(hint).toMatch(/^Use .*a template\. It carries: /);
					expect(hint).toContain(carries(gateway).join(', '));
					expect(await sandbox.asked()).toEqual([]);
				},
			);
		}

		const uploaded = uploads.filter(([kind]) => kind in gateway.send);
		if (uploaded.length > 0) {
			test.each(uploaded)('uploads %s from binary data', async (kind, mimeType, fileName) => {
				const data = Buffer.from([0, 1, 2, 13, 10, 255]).toString('base64');
				const { output } = await run(
					message('sendMedia', { mediaType: kind, mediaFrom: 'binary', binaryProperty: 'data' }),
					{ data: { data, mimeType, fileName } },
				);
				expect(output(1)).toEqual([]);
				const [delivered] = await sandbox.delivered();
				expect(delivered).toMatchObject({ phone: anna, kind });
				expect(delivered?.mediaUrl).toContain(fileName);
			});
		}

		test('quotes a message, or says that it cannot', async () => {
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
				expect(await sandbox.asked()).toEqual([]);
			}
		});

		test('marks a message as read, or says that it cannot', async () => {
			const { output } = await run({
				resource: 'message',
				operation: 'markAsRead',
				messageId: '={{ $json.wamid }}',
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
			parameters: message('sendMedia', { mediaType: 'image', mediaFrom: 'binary', ...more }),
			credentials: accounts.get('metaCloud') ?? {},
			items: [{ json: {}, ...(binary && { binary }) }],
		});

	test('that the item does not have is told with those that it has', async () => {
		const binary = { photo: { data: 'AAAA', mimeType: 'image/png' } };
		const { failure } = await sendFile({ binaryProperty: 'data' }, binary);
		expect(failure?.message).toBe('The item has no file called “data”.');
		expect(failure?.description).toContain('It has: photo.');
	});

	test('of a type that WhatsApp does not take is refused before the upload', async () => {
		const binary = { data: { data: 'AAAA', mimeType: 'image/tiff' } };
		const { failure } = await sendFile({ binaryProperty: 'data' }, binary);
		expect(failure?.message).toBe('WhatsApp takes no file of the type image/tiff as an image.');
		expect(await sandbox.asked()).toEqual([]);
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
	])('%s arrive as from the fields', async (interactiveType, given, shown) => {
		const { failure } = await runNode({
			parameters: message('sendInteractive', {
				interactiveType,
				definition: 'json',
				message: typeof given === 'string' ? given : JSON.stringify(given),
			}),
			credentials: accounts.get('metaCloud') ?? {},
			items: [{ json: {} }],
		});
		expect(failure).toBeUndefined();
		expect((await sandbox.delivered())[0]).toMatchObject({ body: 'Well?', ...shown });
	});
});
