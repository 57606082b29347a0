import {
	encodeTicket,
	questionOf,
	readTicket,
} from '../../nodes/WhatsAppGateway/sendAndWait/ticket';

const signature = '0123456789abcdef'.repeat(4);
const ticket = {
	executionId: '4711',
	nodeId: 'f3b8a1de-4f0e-4a5e-9f0a-0c6f6f3d2b1a',
	choice: '2',
	nonce: 'r0',
	signature,
};

test('a ticket comes back as it was written, and fits where WhatsApp has the least room', () => {
	expect(readTicket(encodeTicket(ticket))).toEqual(ticket);
	expect(encodeTicket(ticket).length).toBeLessThanOrEqual(128);
});

test('any ID of a node comes back', () => {
	for (const nodeId of ['a|b', 'näh', '%', 'a/b?c#d']) {
		expect(readTicket(encodeTicket({ ...ticket, nodeId }))?.nodeId).toBe(nodeId);
	}
});

test.each([
	null,
	'',
	'yes',
	'wgw1',
	'wgw1|',
	'wgw1|1|2|3',
	'wgw1|||||',
	'wgw1|%|node|0|r0|AAAA',
	encodeTicket(ticket).slice(0, -1),
	`${encodeTicket(ticket)}|more`,
	encodeTicket(ticket).replace('wgw1', 'wgw2'),
	encodeTicket({ ...ticket, executionId: '../rest/login?' }),
	encodeTicket({ ...ticket, executionId: '99999999999' }),
	encodeTicket({ ...ticket, nodeId: '..' }),
	encodeTicket({ ...ticket, nodeId: 'a'.repeat(5000) }),
	encodeTicket({ ...ticket, nodeId: 'node' }).replace('node', '\ud83d'),
])('%p is no ticket', (id) => {
	expect(readTicket(id)).toBeNull();
});

test('the choices of a question belong together, and two questions of a loop do not', () => {
	expect(questionOf({ ...ticket, choice: 'f' })).toBe(questionOf(ticket));
	expect(questionOf({ ...ticket, nonce: 'r1' })).not.toBe(questionOf(ticket));
});
