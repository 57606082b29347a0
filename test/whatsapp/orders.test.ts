import { GatewayError } from '../../nodes/WhatsAppGateway/core/faults';
import {
	readOrderDetails,
	readOrderStatus,
	readOrderUpdate,
} from '../../nodes/WhatsAppGateway/whatsapp/orders';

const amount = (value: number) => ({ value, offset: 100 });

const order = {
	type: 'physical-goods',
	currency: 'INR',
	total_amount: amount(1150),
	order: {
		...{ status: 'pending', subtotal: amount(1000), tax: amount(100) },
		...{ shipping: amount(100), discount: amount(50) },
	},
};

const details = { body: 'Pay?', reference: 'A-1042', order };

function messageOf(read: () => unknown): string {
	try {
		read();
	} catch (error) {
		return error instanceof GatewayError ? error.message : String(error);
	}
	return '';
}

test('an order keeps Meta’s own fields', () => {
	expect(readOrderDetails(details)).toEqual({ header: null, footer: null, ...details });
});

test.each<[string, unknown, RegExp]>([
	['a field that is not known', { ...order, price: 1 }, /“price”, which is not known/],
	['no type', { ...order, type: undefined }, /The type of the order must be one of/],
	['no currency', { ...order, currency: '' }, /no currency/],
	['an amount in words', { ...order, total_amount: '11.50' }, /“total_amount” of the order/],
	['a wrong total', { ...order, total_amount: amount(1100) }, /is 1100, but .* are 1150/],
	['no order', null, /type of the order/],
])('an order with %s is refused', (_what, given, message) => {
	expect(messageOf(() => readOrderDetails({ ...details, order: given }))).toMatch(message);
});

test.each(['', 'A 1042', 'a'.repeat(61)])('%j is no reference', (reference) => {
	expect(messageOf(() => readOrderDetails({ ...details, reference }))).toMatch(/Reference ID/);
});

test('the status of an order is written in Meta’s fields', () => {
	const given = { body: 'News', reference: 'A-1', status: 'shipped', paymentStatus: 'captured' };
	expect(readOrderStatus(given)).toMatchObject({
		update: {
			reference_id: 'A-1',
			order: { status: 'shipped' },
			payment: { status: 'captured' },
		},
	});
	expect(messageOf(() => readOrderStatus({ ...given, status: 'lost' }))).toMatch(/must be one of/);
});

test('what becomes of an order needs its ID and a status', () => {
	expect(messageOf(() => readOrderUpdate({ order: { status: 'shipped' } }))).toMatch(
		/Reference ID/,
	);
	expect(messageOf(() => readOrderUpdate({ reference_id: 'A-1', order: {} }))).toMatch(/one of/);
	expect(messageOf(() => readOrderUpdate({ reference_id: 'A-1', state: 1 }))).toMatch(/“state”/);
});
