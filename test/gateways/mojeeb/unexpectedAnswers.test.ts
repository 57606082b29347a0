import { mojeeb } from '../../../nodes/WhatsAppGateway/gateways/mojeeb';
import { describeFault, type GatewayRequest, performRequest } from '../performRequest';
import type { Exchange } from '../replay';

const agent = '/v1/agents/0b9f8a52-7f6e-4c1d-9a3b-5d2e8f7a6c41';
const [anna, contact] = ['+491713920012', '7d1a2b3c-4d5e-4f60-8a7b-9c0d1e2f3a4b'];

const answered = (request: Exchange['request'], body: unknown): Exchange => ({
	request,
	answer: { status: 200, body },
});
const rows = (name: string, query: Record<string, unknown>, data: readonly object[]) =>
	answered({ method: 'GET', path: `${agent}/${name}`, query: { limit: 100, ...query } }, { data });

const annas = rows('contacts', { search: anna.slice(1) }, [{ id: contact, mobile: anna }]);
const conversations = (...data: readonly object[]) =>
	rows('conversations', { contact_id: contact }, data);

async function faultOf(request: GatewayRequest, exchanges: readonly Exchange[]) {
	const { result, requests } = await performRequest(mojeeb, request, exchanges);
	expect(requests).toEqual(exchanges.map((exchange) => exchange.request));
	return describeFault((result as PromiseRejectedResult).reason);
}

describe('nothing is changed in a conversation that may be a stranger’s', () => {
	const reference = { phone: anna };
	const assignment = { userId: 'colleague', reason: null };
	const switchOff: GatewayRequest = { updateInbox: [reference, { aiEnabled: false }] };
	const changes: GatewayRequest[] = [
		switchOff,
		{ resumeAi: reference },
		{ assign: [reference, assignment] },
	];
	test.each(changes)('%j', async (change) => {
		const latest = { id: 'anybodys', channel: 'whatsapp' };
		const theirs = { id: 'annas', channel: 'whatsapp', contact_id: contact };
		expect(await faultOf(change, [annas, conversations(latest, theirs)])).toMatchObject({
			fault: 'unexpectedAnswer',
			message:
				'Mojeeb lists a conversation without the person whose it is, so nothing was changed.',
			hint: 'Use the ID of the conversation, which Conversation: Get Many outputs.',
			sent: 'no',
		});
	});

	test('one that names another person is passed over, and one elsewhere as well', async () => {
		const others = [
			{ id: 'bens', channel: 'whatsapp', contact: { mobile: '+14155550123' } },
			{ id: 'nobodys', channel: 'instagram' },
		];
		expect(await faultOf(switchOff, [annas, conversations(...others)])).toMatchObject({
			fault: 'notFound',
		});
	});
});

test('a change of many leads that is not counted may have been made', async () => {
	const body = { status: 'new', new_status: 'lost', dry_run: false, max_changes: 3 };
	const path = `${agent}/leads/change-status`;
	const change = { query: { status: 'new' }, newStatus: 'lost', max: 3 };
	const exchange = answered({ method: 'POST', path, body }, { ok: true });
	expect(await faultOf({ changeLeadStatus: change }, [exchange])).toMatchObject({
		fault: 'unexpectedAnswer',
		sent: 'unknown',
	});
});
