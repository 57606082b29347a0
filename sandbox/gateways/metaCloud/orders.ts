import { asRecord } from '../../state/record';
import { unexpectedKey } from './parts';
import { invalid, none, objects, type Fields, type Refusal } from './refusal';

const orderStatuses = [
	...['pending', 'processing', 'partially-shipped', 'partially_shipped', 'shipped'],
	...['completed', 'canceled'],
];
const paymentStatuses = ['pending', 'captured', 'failed'];

const isReference = (value: unknown) =>
	typeof value === 'string' && /^[A-Za-z0-9_.-]{1,60}$/.test(value);

const amountOf = (value: unknown): number | undefined => {
	const { value: amount, offset } = asRecord(value) ?? none;
	return Number.isInteger(amount) && offset === 100 ? Number(amount) : undefined;
};

/** Why Meta does not take the items and the amounts of an order; `undefined` where it does. */
function itemsRefusal(total: number, order: Fields): Refusal | undefined {
	if (order['status'] !== 'pending') return invalid('order.status must be pending');
	const items = objects(order['items']);
	const isWhole = ({ name, amount, quantity }: Fields) =>
		typeof name === 'string' &&
		name.length <= 60 &&
		amountOf(amount) !== undefined &&
		Number.isInteger(quantity);
	if (items.length === 0 || !items.every(isWhole)) {
		return invalid('order.items: name, amount and quantity are required');
	}
	const [subtotal, tax] = [amountOf(order['subtotal']), amountOf(order['tax'])];
	if (subtotal === undefined || tax === undefined) {
		return invalid('order.subtotal and order.tax are required');
	}
	const goods = items.reduce(
		(sum, { amount, sale_amount: sale, quantity }) =>
			sum + (amountOf(sale) ?? amountOf(amount) ?? 0) * Number(quantity),
		0,
	);
	if (goods !== subtotal) return invalid('order.subtotal must be the sum of the items');
	const shipping = amountOf(order['shipping']) ?? 0;
	const sum = subtotal + tax + shipping - (amountOf(order['discount']) ?? 0);
	return sum === total ? undefined : invalid('total_amount does not match the order');
}

/**
 * Why Meta does not take an order; `undefined` where it does.
 * Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/payments/payments-br/orders
 */
export function orderDetailsRefusal(given: Fields): Refusal | undefined {
	const known = [
		...['reference_id', 'type', 'payment_type', 'payment_settings', 'currency', 'total_amount'],
		...['order', 'beneficiaries'],
	];
	const unexpected = unexpectedKey(given, known, 'parameters');
	if (unexpected !== undefined) return unexpected;
	if (!isReference(given['reference_id'])) return invalid('reference_id is not valid');
	if (!['digital-goods', 'physical-goods'].includes(String(given['type']))) {
		return invalid('type must be digital-goods or physical-goods');
	}
	if (!['BRL', 'INR', 'SGD'].includes(String(given['currency']))) {
		return invalid('currency is not supported');
	}
	const total = amountOf(given['total_amount']);
	if (total === undefined) return invalid('total_amount is required');
	const order = asRecord(given['order']);
	return order === undefined ? undefined : itemsRefusal(total, order);
}

/** Why Meta does not take the status of an order; `undefined` where it does. */
export function orderStatusRefusal(given: Fields): Refusal | undefined {
	const unexpected = unexpectedKey(given, ['reference_id', 'order', 'payment'], 'order_status');
	if (unexpected !== undefined) return unexpected;
	if (!isReference(given['reference_id'])) return invalid('reference_id is not valid');
	const { status, description = '' } = asRecord(given['order']) ?? none;
	if (!orderStatuses.includes(String(status))) return invalid('order.status is not valid');
	if (typeof description !== 'string' || description.length > 120) {
		return invalid('order.description must have at most 120 characters');
	}
	const payment = asRecord(given['payment']);
	return payment === undefined || paymentStatuses.includes(String(payment['status']))
		? undefined
		: invalid('payment.status is not valid');
}
