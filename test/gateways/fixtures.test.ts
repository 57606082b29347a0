import fc from 'fast-check';

import type { Gateway } from '../../nodes/WhatsAppGateway/core/gateway';
import type { Kind } from '../../nodes/WhatsAppGateway/core/message';
import { gateways } from '../../nodes/WhatsAppGateway/gateways';
import { type Fixture, fixturesOf } from './fixtures';
import { describeFault, groupFunctions, performRequest } from './performRequest';

/** What a gateway can do besides sending, by its name in a fixture. */
function abilitiesOf({
	templates,
	contacts,
	templateManagement,
	...gateway
}: Gateway): Record<string, unknown> {
	const named = (ability: string, functions: object = {}) =>
		Object.fromEntries(
			Object.entries(functions).map(([name, one]): [string, unknown] => [
				`${ability}:${name}`,
				one,
			]),
		);
	return {
		...named('listEntries', gateway.lists),
		...Object.fromEntries(
			Object.entries(gateway.listChanges ?? {}).flatMap(([list, changes]) =>
				Object.entries(named(`changeList:${list}`, changes)),
			),
		),
		...named('startAutomation', gateway.startAutomation),
		...named('groups', gateway.groups && groupFunctions({ ...gateway } as Gateway)),
		list: templates?.list,
		get: templates?.get,
		inspect: gateway.inspect,
		status: gateway.status,
		markRead: gateway.markRead,
		checkNumber: gateway.checkNumber,
		saveContact: contacts?.save,
		createContacts: contacts?.batch,
		removeContacts: contacts?.batchRemoval,
		getContact: contacts?.get,
		getContactByEmail: contacts?.getByEmail,
		updateContact: contacts?.update,
		removeContact: contacts?.remove,
		searchContacts: contacts?.search,
		addComment: contacts?.addComment,
		listComments: contacts?.listComments,
		updateComment: contacts?.updateComment,
		removeComment: contacts?.removeComment,
		createLead: gateway.leads,
		searchLeads: gateway.leads,
		updateLead: gateway.leads,
		assignLead: gateway.leads,
		removeLead: gateway.leads,
		changeLeadStatus: gateway.leads,
		listLeadFields: gateway.leads,
		createLeadField: gateway.leads,
		updateLeadField: gateway.leads,
		removeLeadField: gateway.leads,
		searchInbox: gateway.inboxConversations,
		updateInbox: gateway.inboxConversations,
		resumeAi: gateway.inboxConversations,
		assign: gateway.inboxConversations,
		addLabel: contacts?.addLabel,
		removeLabel: contacts?.removeLabel,
		events: gateway.webhook,
		inbox: gateway.inbox,
		inboxOf: gateway.inbox?.ownLists,
		conversation: gateway.conversation,
		conversationOf: gateway.conversation?.filters,
		accountMessages: gateway.conversation?.listAll,
		planUsage: gateway.plan,
		createTemplate: templateManagement?.create,
		editTemplate: templateManagement?.edit,
		deleteTemplate: templateManagement?.remove,
		syncTemplates: templateManagement?.sync,
		templateAnalytics: templateManagement?.analytics,
		searchLibrary: templateManagement?.library,
		copyFromLibrary: templateManagement?.library,
		uploadMedia: gateway.media,
		getMedia: gateway.media,
		deleteMedia: gateway.media,
		uploadToLibrary: gateway.mediaLibrary,
		uploadFromAddress: gateway.mediaLibrary,
		listLibrary: gateway.mediaLibrary,
		sendBroadcast: gateway.broadcasts,
		listBroadcasts: gateway.broadcasts,
		uploadForHandle: gateway.uploadForHandle,
		businessNumbers: gateway.businessNumbers,
		getProfile: gateway.businessNumbers,
		updateProfile: gateway.businessNumbers,
		getChatComponents: gateway.businessNumbers,
		setChatComponents: gateway.businessNumbers,
		businessNumber: gateway.businessNumbers,
		usage: gateway.businessNumbers,
		callPermission: gateway.businessNumbers,
		createLink: gateway.businessNumbers,
		listLinks: gateway.businessNumbers,
		updateLink: gateway.businessNumbers,
		removeLink: gateway.businessNumbers,
		block: gateway.businessNumbers,
		unblock: gateway.businessNumbers,
		blocked: gateway.businessNumbers,
		verifyCode: gateway.oneTimePassword,
		codeStatus: gateway.oneTimePassword,
	};
}

/** What a fixture asks for, by the names of {@link abilitiesOf}. */
function askedIn(ask: Fixture['ask']): string[] {
	if ('listEntries' in ask) return [`listEntries:${ask.listEntries[0]}`];
	if ('changeList' in ask) {
		const [list, change] = ask.changeList;
		return [`changeList:${list}:${change}`];
	}
	if ('groups' in ask) return [`groups:${ask.groups[0]}`];
	if ('startAutomation' in ask) return [`startAutomation:${ask.startAutomation[0]}`];
	return Object.keys(ask);
}

/** An arbitrary answer with field names that gateways use. */
const strangeBody = fc.oneof(
	fc.jsonValue(),
	fc.record(
		{
			id: fc.jsonValue(),
			data: fc.jsonValue(),
			messages: fc.jsonValue(),
			contacts: fc.jsonValue(),
			message_id: fc.jsonValue(),
			status: fc.jsonValue(),
		},
		{ requiredKeys: [] },
	),
);

describe.each(gateways.map((gateway): [string, Gateway] => [gateway.name, gateway]))(
	'%s',
	(_name, gateway) => {
		const fixtures = fixturesOf(gateway.id);

		test.each(fixtures)('%s', async (_case, { ask, account, exchanges = [], gives, fault }) => {
			const { result, requests } = await performRequest(gateway, ask, exchanges, account);
			expect(requests).toEqual(exchanges.map(({ request }) => request));
			if (fault !== undefined) {
				expect(result.status).toBe('rejected');
				expect(describeFault((result as PromiseRejectedResult).reason)).toMatchObject(fault);
			} else {
				expect(result).toEqual({ status: 'fulfilled', value: gives });
			}
		});

		test('every message kind it sends has a successful fixture', () => {
			const kinds = fixtures.flatMap(([, { ask, fault }]) =>
				'send' in ask && fault === undefined ? [ask.send.kind] : [],
			);
			expect(new Set(kinds)).toEqual(new Set(Object.keys(gateway.send) as Kind[]));
		});

		test('every other function it has has a successful fixture', () => {
			const covered = fixtures.flatMap(([, { ask, fault }]) =>
				fault === undefined ? askedIn(ask) : [],
			);
			const abilities = Object.entries(abilitiesOf(gateway)).flatMap(([name, ability]) =>
				ability ? [name] : [],
			);
			expect(abilities.filter((name) => !covered.includes(name))).toEqual([]);
		});

		test('a gateway that keeps one-time passwords has a fixture of a code and of a resend', () => {
			const resends = fixtures.flatMap(([, { ask, fault }]) => {
				const isSend = 'send' in ask && ask.send.kind === 'template' && fault === undefined;
				const password = isSend ? ask.send.oneTimePassword : undefined;
				return password === undefined ? [] : [password.isResend];
			});
			expect(new Set(resends)).toEqual(new Set(gateway.oneTimePassword ? [false, true] : []));
		});

		test('no documented answer gives unexpectedAnswer', () => {
			const unexpected = fixtures.filter(
				([, { fault }]) => fault?.['fault'] === 'unexpectedAnswer',
			);
			expect(unexpected.map(([name]) => name)).toEqual([]);
		});

		test.each(fixtures.filter(([, { ask, fault }]) => 'send' in ask && fault === undefined))(
			'any answer to an accepted message gives a receipt with the known fields: %s',
			async (_case, { ask, exchanges = [] }) => {
				await fc.assert(
					fc.asyncProperty(strangeBody, async (body) => {
						const last = exchanges.at(-1);
						if (last === undefined) throw new Error('A fixture without an exchange');
						const { result } = await performRequest(gateway, ask, [
							...exchanges.slice(0, -1),
							{ ...last, answer: { status: 200, body } },
						]);
						if (result.status === 'rejected') {
							expect(describeFault(result.reason)).toMatchObject({ fault: expect.any(String) });
							return;
						}
						const { messageId, whatsappMessageId } = result.value as Record<string, unknown>;
						for (const id of [messageId, whatsappMessageId]) {
							expect(id === null || typeof id === 'string').toBe(true);
						}
					}),
					{ numRuns: 200 },
				);
			},
		);
	},
);
