import 'reflect-metadata';

import { WebhookContext } from 'n8n-core';
import {
	createRunExecutionData,
	type IWebhookData,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';

import { readWaiting } from '../../nodes/WhatsAppGateway/sendAndWait/waiting';
import { createSession } from '../../nodes/WhatsAppGateway/session/session';
import { gateways } from '../../nodes/WhatsAppGateway/gateways';
import type { N8nContext } from '../../nodes/WhatsAppGateway/n8n/context';
import { engine } from './engine';

const waiting = { via: 'chat', responseType: 'approval', nonce: 'r0', to: '+4917139200' };

test.each([
	'Ask "Anna"',
	String.raw`Ask \ 'Anna' \\"`,
	'Ask {{ $json.name }}',
	'}}{{ 1 + 1 }}',
	'Ask ${1} `now` \u2028',
])('a node called %j finds the question that it has asked', (name) => {
	const { workflow, node, additional } = engine({}, {}, { name });
	const data = createRunExecutionData({
		executionData: { contextData: { [`node:${name}`]: { waiting } } },
	});
	const context = new WebhookContext(
		workflow,
		node,
		additional as unknown as IWorkflowExecuteAdditionalData,
		'webhook',
		{ webhookDescription: { name: 'default' } } as IWebhookData,
		[],
		data,
	);
	expect(readWaiting(context)).toMatchObject(waiting);
});

test('without an access token nothing is proven, not even by a key that everybody has', () => {
	const [gateway] = gateways;
	if (gateway === undefined) throw new Error('There is no gateway.');
	const credential = { gateway, account: { baseUrl: '', defaultCountry: '' }, secrets: {} };
	const limits = { timeout: 1, maxWait: 0 };
	expect(createSession({} as N8nContext, credential, limits).prove('question')).toBe('');
});
