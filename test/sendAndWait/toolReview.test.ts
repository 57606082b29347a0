import type { INode } from 'n8n-workflow';

import {
	unaskedItem,
	withFeedback,
	writeToolParameters,
} from '../../nodes/WhatsAppGateway/sendAndWait/toolReview';

const nodeOf = (type: string) => ({ getNode: () => ({ type }) as INode });
const review = nodeOf('n8n-nodes-whatsapp-gateways.whatsAppGatewayHitlTool');
const others = ['whatsAppGateway', 'whatsAppGatewayTool'].map((name) =>
	nodeOf(`n8n-nodes-whatsapp-gateways.${name}`),
);

const declined = { answered: true, approved: false, title: 'Ask for less' };
const unanswered = { answered: false, approved: false, title: null };
const undelivered = { ...unanswered, message: 'The number is not on WhatsApp.' };

test.each([
	[declined, /^No: the person tapped “Ask for less”\. The tool has not run/],
	[unanswered, /^Nobody answered in time\. The tool has not run/],
	[
		undelivered,
		/^The person could not be asked: The number is not on WhatsApp\. The tool has not run/,
	],
])('the agent hears why its tool has not run: %j', (json, words) => {
	expect(withFeedback(review, { json }).json).toEqual({
		...json,
		chatInput: expect.stringMatching(words),
	});
});

test('an approval is handed on as it is, and so is every outcome outside of a review', () => {
	const approved = { json: { answered: true, approved: true, title: 'Approve' } };
	expect(withFeedback(review, approved)).toBe(approved);
	for (const context of others) {
		for (const json of [declined, unanswered, undelivered]) {
			const item = { json };
			expect(withFeedback(context, item)).toBe(item);
		}
	}
});

test('what stops an ordinary node is an answer to the agent, which approves nothing', () => {
	const fault = Object.assign(new Error('The field Message is empty.'), {
		description: 'Enter the question.',
	});
	expect(unaskedItem(review, fault).json).toMatchObject({
		...{ answered: false, approved: false, message: 'The field Message is empty.' },
		hint: 'Enter the question.',
		chatInput: expect.stringContaining('The field Message is empty.'),
	});
});

const parameters = () => ({ order: 'A-1', amount: 5, lines: [{ sku: 'x' }] });
const lines = 'order: A-1\namount: 5\nlines: [{"sku":"x"}]';

test.each([
	['Input:\n[object Object]', '=Input:\n{{ $tool.parameters }}', `Input:\n${lines}`],
	['[object Object]?', '={{$tool.parameters}}?', `${lines}?`],
	// Another object is refused where the words are read, or stays what the user made of it.
	['[object Object]', '={{ $json }}', '[object Object]'],
	[
		'[object Object] [object Object]',
		'={{ $json }} {{ $tool.parameters }}',
		'[object Object] [object Object]',
	],
	['Pay 5?', '=Pay {{ $tool.parameters.amount }}?', 'Pay 5?'],
])('%j of %j becomes %j', (message, expression, written) => {
	expect(writeToolParameters(message, expression, parameters)).toBe(written);
});
