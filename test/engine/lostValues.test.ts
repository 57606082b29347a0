import type { INodeParameters } from 'n8n-workflow';

import { runNode } from './engine';
import { anna, startSandbox, type Sandbox } from './sandboxClient';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(async () => await sandbox.reset());

async function run(gateway: string, operation: string, parameters: INodeParameters) {
	const [resource = '', value = ''] = operation.split(':');
	const { output } = await runNode({
		parameters: { resource, operation: value, options: {}, ...parameters },
		credentials: sandbox.account(gateway),
		items: [{ json: {} }],
		settings: { onError: 'continueErrorOutput' },
	});
	return { items: output().map(({ json }) => json), fault: output(1)[0]?.json };
}

const profile = (value: string) => ({ profileFields: { websites: value } });
const upsert = (fields: INodeParameters) => ({ contact: anna, additionalFields: fields });
const update = (fields: INodeParameters) => ({ contact: anna, updateFields: fields });
const customFields = /Custom Fields \(JSON\)” must be an object, but it is a/;
const template = (more: INodeParameters): INodeParameters => ({
	...{ templateName: 'order_ready', category: 'UTILITY', language: 'en_US' },
	...{ specifyContent: 'fields', bodyText: 'Your order is ready.', headerFormat: 'none' },
	...more,
});
const many = (entries: string): INodeParameters => ({
	...{ people: 'list', broadcastName: 'Autumn', valuesJson: '["Anna", "A-1", "5"]' },
	...{ template: { __rl: true, mode: 'name', value: 'order_confirmation' }, language: 'en' },
	...{ specifyPlaceholders: 'json', peopleList: entries, numberField: 'to' },
});
const reaction = (emoji: string) => ({ to: anna, whatsappMessageId: 'wamid.1', emoji });
const card = { media: 'image', mediaUrl: 'https://shop.example/a.png', button: 'Like' };
const carousel = (first: INodeParameters): INodeParameters => ({
	...{ to: anna, interactiveType: 'carousel', specifyMessage: 'fields', body: 'Have a look' },
	cards: { card: [{ ...card, ...first }, card] },
});
const cardText = /Card 1: Button Text is empty/;
const broadcast = (variables: string): INodeParameters => ({
	...{ broadcastName: 'Winter', language: 'en', variables },
	template: { __rl: true, mode: 'name', value: 'order_confirmation' },
	contactIds: '5d6e7f80-91a2-4b3c-8d4e-5f60718293a4',
});
const variableOne = /The field Variables.*: 1 holds nothing but “(?:null|NaN)”/;

/** What would be left out without a word, or clear what is there. */
const cases: Array<[string, string, INodeParameters, RegExp]> = [
	[
		'metaCloud',
		'businessProfile:update',
		profile('={{ ["https://a.example", { url: "https://b.example" }] }}'),
		/Websites needs a text and has an object/,
	],
	['metaCloud', 'businessProfile:update', profile('={{ ["https://a.example", 7] }}'), /“7” is not/],
	[
		'metaCloud',
		'businessProfile:update',
		profile('={{ ["https://a.example", null] }}'),
		/Websites has an entry without a value/,
	],
	[
		'metaCloud',
		'businessProfile:update',
		profile('={{ [null, undefined] }}'),
		/Nothing of the profile is changed/,
	],
	[
		'metaCloud',
		'phoneNumber:setConversationalComponents',
		{ componentFields: { welcomeMessage: '={{ null }}' } },
		/Nothing of the conversational components is changed/,
	],
	[
		'metaCloud',
		'template:create',
		template({ specifyContent: 'json', componentsJson: '["BODY", {"type": "BODY", "text": "x"}]' }),
		/Component 1 must be an object, but it is a text/,
	],
	[
		'metaCloud',
		'template:create',
		template({ specifyContent: 'json', componentsJson: '={{ [null] }}' }),
		/Component 1 must be an object, but it is null/,
	],
	[
		'metaCloud',
		'template:create',
		template({
			bodyText: 'Hi {{1}}, welcome.',
			placeholderExamples: {
				example: [
					{ placeholder: '1', value: 'Anna' },
					{ placeholder: '{{1}}', value: 'Ben' },
				],
			},
		}),
		/\{\{1\}\} has two examples/,
	],
	['qyvo', 'contact:upsert', upsert({ customFields: '[1, 2]' }), customFields],
	['qyvo', 'contact:upsert', upsert({ customFields: '"plan"' }), customFields],
	['qyvo', 'contact:upsert', upsert({ customFields: '={{ 7 }}' }), customFields],
	['qyvo', 'contact:upsert', upsert({ customFields: '={{ [{ plan: "a" }] }}' }), customFields],
	['qyvo', 'contact:update', update({ customFields: '[1]', name: 'Anna' }), customFields],
	[
		'qyvo',
		'contact:update',
		update({ labels: '={{ ["vip", undefined] }}' }),
		/Tags or Groups has an entry without a value/,
	],
	['wacr', 'contact:update', update({ labels: '[null]' }), /Nothing is to be changed/],
	['wacr', 'contact:update', update({ labels: '[[null], null]' }), /Nothing is to be changed/],
	['metaCloud', 'message:sendText', { to: anna, text: '={{ [null] }}' }, /Text is empty/],
	['metaCloud', 'message:sendReaction', reaction('={{ undefined }}'), /Emoji is empty: its expr/],
	['metaCloud', 'message:sendReaction', reaction('={{ [null] }}'), /Emoji is empty/],
	['metaCloud', 'message:sendReaction', reaction('={{ "x".repeat(1e6) }}'), /is not one emoji/],
	['metaCloud', 'message:sendInteractive', carousel({ button: '={{ null }}' }), cardText],
	[
		'metaCloud',
		'message:sendInteractive',
		carousel({ mediaUrl: '={{ "" }}' }),
		/Card 1: File URL is empty/,
	],
	['mojeeb', 'lead:create', { leadFields: { name: '={{ [null] }}' } }, /Nothing is to be stored/],
	['qyvo', 'template:get', { template: '={{ null }}' }, /Template is empty: its expression/],
	['wacrDeveloper', 'message:sendBroadcast', broadcast('={{ ({ "1": null }) }}'), variableOne],
	['wacrDeveloper', 'message:sendBroadcast', broadcast('={{ ({ "1": NaN }) }}'), variableOne],
	['qyvo', 'message:sendToMany', many('={{ [{ to: "+491713921001", values: 7 }] }}'), /values/i],
];

test.each(cases)('%s, %s with %j', async (gateway, operation, parameters, sentence) => {
	const { items, fault } = await run(gateway, operation, parameters);
	const [report] = items;
	const line = (report?.['results'] as Array<Record<string, unknown>> | undefined)?.[0];
	const said = line === undefined ? fault?.['message'] : line['reason'];
	expect([items.filter((item) => item['results'] === undefined), said]).toEqual([
		[],
		expect.stringMatching(sentence),
	]);
	const reads = /^GET |\/(?:list-templates|get-template)$/;
	const asked = (await sandbox.requests()).map(({ method, path }) => `${method} ${path}`);
	expect(asked.filter((request) => !reads.test(request))).toEqual([]);
});
