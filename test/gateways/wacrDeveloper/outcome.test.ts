import { runItems } from '../../engine/engine';
import { text } from '../../engine/nodeParameters';
import { anna, ben, startSandbox, type Sandbox } from '../../engine/sandboxClient';

const gateway = 'wacrDeveloper';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(async () => await sandbox.reset());

const send = async (to: string, options: Record<string, string> = {}) =>
	await runItems(
		sandbox.account(gateway),
		text({ to, text: 'Hello', options }),
		[{}],
		'continueErrorOutput',
	);

test('a message without an answer is looked for in the conversation, and sent once', async () => {
	await sandbox.queueFault({ gateway, phone: anna, after: 'accepted', reset: true });
	const { output } = await send(anna);
	const [delivered] = await sandbox.delivered();
	expect(output(1)[0]?.json).toMatchObject({
		fault: 'unknownOutcome',
		sent: 'unknown',
		message: expect.stringContaining('The list of WA.CR Developer API shows the same words'),
		raw: [{ providerMessageId: delivered?.whatsappMessageId }],
	});
	expect(await sandbox.delivered()).toHaveLength(1);
});

test('a message that never arrived is not said to be in the conversation', async () => {
	await sandbox.queueFault({ gateway, phone: anna, reset: true });
	const { output } = await send(anna);
	expect(output(1)[0]?.json).toMatchObject({ fault: 'unknownOutcome' });
	expect(output(1)[0]?.json['message']).not.toContain('The list of');
	expect(await sandbox.delivered()).toEqual([]);
});

test('outside the window, the message counts as queued, and a note says that it may fail', async () => {
	const { output, hints } = await send(ben);
	expect(output()[0]?.json).toMatchObject({ status: 'queued', sentAs: 'text' });
	expect(hints.join()).toContain('Wait Until: Sent');
});

test('waiting for it gives the closed window', async () => {
	const { output } = await send(ben, { waitUntil: 'sent' });
	expect(output(1)[0]?.json).toMatchObject({ fault: 'windowClosed', sent: 'no', metaCode: 131047 });
}, 20_000);

test('the receipt’s messageId names the person, and is what Get Status takes', async () => {
	const { output } = await send(anna);
	const { messageId } = output()[0]?.json ?? {};
	expect(messageId).toMatch(/^491713920012:[\da-f-]{36}$/);
	const status = await runItems(
		sandbox.account(gateway),
		{ resource: 'message', operation: 'getStatus', messageId: String(messageId), options: {} },
		[{}],
		'continueErrorOutput',
	);
	expect(status.output()[0]?.json).toMatchObject({ gateway, messageId });
});

test('the details of the recipient come to the contact', async () => {
	await send(ben, { recipientDisplayName: 'Ben C.', recipientReplaceDetails: 'true' });
	const found = await runItems(
		sandbox.account(gateway),
		{ resource: 'contact', operation: 'get', contact: ben, options: {} },
		[{}],
		'continueErrorOutput',
	);
	expect(found.output()[0]?.json).toMatchObject({ phone: ben, name: 'Ben C.' });
});

test('what is neither true nor false is refused before anything is sent', async () => {
	const { output } = await send(anna, { recipientReplaceDetails: 'maybe' });
	expect(output(1)[0]?.json).toMatchObject({
		fault: 'invalidRequest',
		message: 'Replace Details must be true or false.',
	});
	expect(await sandbox.requestPaths()).toEqual([]);
});
