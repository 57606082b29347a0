import type { INodeParameters } from 'n8n-workflow';

import { retryNode, runNode, type EngineRun, type Given } from './engine';
import { anna, ben, chloe, startSandbox, type Sandbox } from './sandboxClient';

let sandbox: Sandbox;
// A new sandbox for each test, so that the rate limiter of its account is unused.
beforeEach(async () => {
	sandbox = await startSandbox();
	await sandbox.openWindows([anna, ben, chloe]);
});
afterEach(async () => await sandbox.close());

/** What three items create, one after the other where they have an order. */
interface Creation {
	readonly gateway: string;
	readonly parameters: INodeParameters;
}

const picked = { __rl: true, mode: 'list', value: 'delivery_update_1' };

const comment: INodeParameters = {
	...{ resource: 'contact', operation: 'addComment' },
	...{ contact: '={{ $json.phone }}', comment: '={{ $json.name }}' },
};

const template: INodeParameters = {
	...{ resource: 'template', operation: 'create', templateName: '={{ $json.name }}' },
	...{ category: 'UTILITY', language: 'en_US', specifyContent: 'fields', bodyText: 'It is ready.' },
};

const entry: INodeParameters = {
	...{ resource: 'contactList', operation: 'create', list: 'statuses', color: '#25d366' },
	entryName: '={{ $json.name }}',
};

const creations: Record<string, Creation> = {
	'a comment at WA.CR': { gateway: 'wacr', parameters: comment },
	'a comment at WA.CR Developer API': { gateway: 'wacrDeveloper', parameters: comment },
	'a comment at Mojeeb': { gateway: 'mojeeb', parameters: comment },
	'a lead': {
		gateway: 'mojeeb',
		parameters: {
			...{ resource: 'lead', operation: 'create', leadFields: { name: '={{ $json.name }}' } },
		},
	},
	'a field of leads': {
		gateway: 'mojeeb',
		parameters: {
			...{ resource: 'lead', operation: 'createField', fieldKey: '={{ $json.name }}' },
			...{ fieldLabel: 'Plan', fieldType: 'text' },
		},
	},
	'a group': {
		gateway: 'metaCloud',
		parameters: { resource: 'group', operation: 'create', subject: '={{ $json.name }}' },
	},
	'a message link': {
		gateway: 'metaCloud',
		parameters: { resource: 'messageLink', operation: 'create', linkMessage: '={{ $json.name }}' },
	},
	'a status of contacts at WA.CR': { gateway: 'wacr', parameters: entry },
	'a status of contacts at Xobito': { gateway: 'xobito', parameters: entry },
	'a template at Meta': { gateway: 'metaCloud', parameters: template },
	'a template at WA.CR Developer API': { gateway: 'wacrDeveloper', parameters: template },
	'a template of the library': {
		gateway: 'metaCloud',
		parameters: {
			...{ resource: 'template', operation: 'createFromLibrary', libraryTemplate: picked },
			...{ templateName: '={{ $json.name }}', language: 'en_US' },
			...{ buttonLink: 'https://shop.example/orders/{{1}}' },
			buttonLinkExample: 'https://shop.example/orders/A-1042',
		},
	},
	'what a raw request does': {
		gateway: 'wacr',
		parameters: {
			...{ resource: 'account', operation: 'rawRequest', method: 'POST', path: '/statuses' },
			requestBody: '={{ { name: $json.name, color: "#25d366" } }}',
		},
	},
};

/** What happens to the answer to the second request, which the gateway carries out. */
const lost = [
	{ reset: true, skip: 1, after: 'accepted' },
	{ status: 502, body: '<h1>Bad Gateway</h1>', skip: 1, after: 'accepted' },
	{ truncate: 3, skip: 1 },
];

const names = ['one', 'two', 'three'];

const given = ({ gateway, parameters }: Creation, settings: Given['settings']): Given => ({
	parameters: { options: {}, ...parameters },
	credentials: sandbox.account(gateway),
	items: [anna, ben, chloe].map((phone, n) => ({ json: { phone, name: names[n] ?? '' } })),
	...(settings && { settings }),
});

/** How the gateway answered each request that changes something. */
const asked = async () =>
	(await sandbox.requests()).filter(({ method }) => method !== 'GET').map(({ status }) => status);

/** How a run ends where one of three was open. */
function expectOpen({ failure }: EngineRun) {
	expect(failure?.message).toMatch(
		/^An earlier try may have (?:created the .+|made the request), so it was not (?:created|made) again\.$/,
	);
	expect(failure?.description).toMatch(/^Check (?:with .+: Get |at the gateway)/);
	expect(failure?.description).toContain('2 of 3 items were processed, 1 failed.');
}

/** Lets the connection break after the second one was created, wherever that request stands in the run. */
async function loseSecondAnswer(run: Given, { gateway }: Creation) {
	await runNode(run);
	const all = (await sandbox.requests()).map((one) => ({
		...one,
		path: one.path.slice(`/${gateway}`.length),
	}));
	const second = all.filter(({ method }) => method !== 'GET')[1];
	if (second === undefined) throw new Error('The run makes one request.');
	const { path } = second;
	const skip = all.slice(0, all.indexOf(second)).filter((one) => one.path.startsWith(path)).length;
	await sandbox.reset();
	await sandbox.openWindows([anna, ben, chloe]);
	await sandbox.queueFault({ gateway, path, skip, reset: true, after: 'accepted' });
}

test.each(Object.entries(creations))(
	'%s is there once after a retry of the run, for an answer that was lost',
	async (_name, creation) => {
		const run = given(creation, { onError: 'stopWorkflow' });
		await loseSecondAnswer(run, creation);
		const stopped = await runNode(run);
		expect(stopped.failure?.message).toMatch(/did not confirm .+, so it is not known whether/);
		expectOpen(await retryNode(run, stopped));
		expect(await asked()).toHaveLength(3);
	},
);

test.each(lost)('n8n’s Retry On Fail creates nothing twice: %j', async (effect) => {
	const creation = creations['a lead'] as Creation;
	await sandbox.queueFault({ gateway: creation.gateway, ...effect });
	const settings = { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 };
	expectOpen(await runNode(given(creation, settings)));
	expect(await asked()).toHaveLength(3);
});

test('the error output says that it is open, and that another try is no help', async () => {
	const creation = creations['a lead'] as Creation;
	await sandbox.queueFault({ gateway: creation.gateway, ...lost[0] });
	const { output } = await runNode(given(creation, { onError: 'continueErrorOutput' }));
	expect(output()).toHaveLength(2);
	expect(output(1)[0]?.json).toMatchObject({
		...{ fault: 'unknownOutcome', sent: 'unknown', retryable: false },
		message: 'Mojeeb did not confirm the lead, so it is not known whether it was created.',
		hint: 'Check with Lead: Get Many whether it is there. If not, start the workflow anew for this item; if so, it needs nothing more.',
	});
});

test('what was certainly not created is created by the next try, and the others come out as they were', async () => {
	const creation = creations['a lead'] as Creation;
	const run = given(creation, { onError: 'stopWorkflow' });
	const refusal = { status: 403, body: { message: 'Forbidden' } };
	await sandbox.queueFault({ gateway: creation.gateway, skip: 2, ...refusal });
	const stopped = await runNode(run);
	expect(stopped.failure).toBeDefined();
	const { output } = await retryNode(run, stopped);
	const ids = output().map(({ json }) => json['id']);
	expect([ids.length, new Set(ids).size]).toEqual([3, 3]);
	expect((await asked()).filter((status) => status === 201)).toHaveLength(3);
});

const other: INodeParameters = {
	...{ resource: 'account', operation: 'rawRequest', method: 'POST', options: {} },
	requestBody: '={{ { name: $json.name, color: "#25d366" } }}',
};

test.each<[string, string, INodeParameters, INodeParameters]>([
	['another path', 'wacr', { ...other, path: '/statuses' }, { ...other, path: '/sources' }],
	[
		'another operation for the same person',
		'mojeeb',
		{ ...comment, options: {} },
		{
			...{ resource: 'lead', operation: 'create', options: {} },
			leadFields: { name: '={{ $json.name }}', phone: '={{ $json.phone }}' },
		},
	],
])('a retry of the changed workflow, with %s, does what it is now', async (...change) => {
	const [, gateway, before, after] = change;
	const run = given({ gateway, parameters: before }, { onError: 'stopWorkflow' });
	await sandbox.queueFault({ gateway, skip: 2, status: 403, body: { message: 'Forbidden' } });
	const stopped = await runNode(run);
	expect(stopped.failure).toBeDefined();
	const done = (await asked()).length;
	const { failure, output } = await retryNode({ ...run, parameters: after }, stopped);
	expect([failure, output().length]).toEqual([undefined, 3]);
	expect((await asked()).slice(done)).toEqual([201, 201, 201]);
});
