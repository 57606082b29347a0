import type { OrderDetailsContent, OrderStatusContent, OrderUpdate } from '../core/interactive';
import { asObject } from '../core/narrow';
import { readInteractiveText } from './interactive';
import { limits } from './limits';
import { readOptional, readRecord, readRequired, readShape, refuse, type Shape } from './shape';

// Orders that are paid in WhatsApp: in India, Brazil and Singapore.
// Sources: https://developers.facebook.com/documentation/business-messaging/whatsapp/payments/payments-br/orders
// and …/payments/payments-in/pg, …/payments/payments-in/orderstatustemplate

/** What becomes of an order. Meta's example of a template has one of them with an underscore. */
export const orderStatuses = [
	...['pending', 'processing', 'partially-shipped', 'partially_shipped'],
	...['shipped', 'completed', 'canceled'],
] as const;

/** What becomes of its payment. */
export const paymentStatuses = ['pending', 'captured', 'failed'] as const;

/** What Meta documents of an order beside its ID. */
const orderFields = [
	...['type', 'payment_type', 'payment_settings', 'currency', 'total_amount', 'order'],
	'beneficiaries',
];

function readReference(value: unknown): string {
	const reference = readRequired(value, limits.orderReference);
	if (/^[\w.-]+$/.test(reference)) return reference;
	return refuse(
		'The field Reference ID may have letters, digits, underscores, dashes and dots only.',
		'Use the number of the order, such as A-1042.',
	);
}

/** One of a list of words. Throws `invalidRequest`. */
function readWord(value: unknown, words: readonly string[], name: string): string {
	if (typeof value === 'string' && words.includes(value)) return value;
	return refuse(`${name} must be one of: ${words.join(', ')}.`, 'Write one of these words.');
}

/** A sum of money as Meta writes it: `{value: 1234, offset: 100}` for 12.34. */
function amountOf(value: unknown, name: string): number {
	const { value: amount, offset } = asObject(value);
	if (Number.isInteger(amount) && Number(amount) >= 0 && Number.isInteger(offset)) {
		return Number(amount);
	}
	return refuse(
		`“${name}” of the order is no amount.`,
		'Write 12.34 as {"value": 1234, "offset": 100}.',
	);
}

/** Compares the total with what it is made of, as WhatsApp does. Throws `invalidRequest`. */
function checkTotal(total: number, order: Shape): void {
	const part = (name: string) =>
		(order[name] ?? null) === null ? 0 : amountOf(order[name], `order.${name}`);
	const sum = part('subtotal') + part('tax') + part('shipping') - part('discount');
	if (sum === total) return;
	refuse(
		`The order’s total_amount is ${total}, but its subtotal, tax and shipping without the discount are ${sum}.`,
		'WhatsApp takes an order only if both are the same.',
	);
}

/**
 * Reads an order to be paid, `{body, footer?, reference, order}`, whose `order` has Meta's own fields.
 *
 * @throws GatewayError `invalidRequest` for a field that is missing or not known, and for a wrong total
 */
export function readOrderDetails(value: unknown): OrderDetailsContent {
	const input = readShape(value, ['body', 'footer', 'reference', 'order'], 'The message');
	const given = readRecord(input['order'], 'order') ?? {};
	const order = readShape(given, orderFields, 'The order');
	readWord(order['type'], ['digital-goods', 'physical-goods'], 'The type of the order');
	if (!/^[A-Z]{3}$/.test(String(order['currency']))) {
		refuse('The order has no currency.', 'Write its code: BRL, INR or SGD.');
	}
	const total = amountOf(order['total_amount'], 'total_amount');
	const items = readRecord(order['order'], 'order');
	if (items !== null) checkTotal(total, items);
	return {
		...readInteractiveText(input),
		reference: readReference(input['reference']),
		order,
	};
}

/**
 * Reads what has become of an order, in Meta's own fields.
 *
 * @throws GatewayError `invalidRequest`
 */
export function readOrderUpdate(value: unknown): OrderUpdate {
	const { reference_id, order, payment } = readShape(
		value,
		['reference_id', 'order', 'payment'],
		'The order’s status',
	);
	const { status, description } = readShape(order, ['status', 'description'], '“order”');
	const text = readOptional(description, limits.orderDescription);
	const paid = readRecord(payment, 'payment');
	const { timestamp } = readShape(paid ?? {}, ['status', 'timestamp'], '“payment”');
	return {
		reference_id: readReference(reference_id),
		order: {
			status: readWord(status, orderStatuses, 'The status of the order'),
			...(text !== null && { description: text }),
		},
		...(paid !== null && {
			payment: {
				status: readWord(paid['status'], paymentStatuses, 'The status of the payment'),
				...(typeof timestamp === 'number' && { timestamp }),
			},
		}),
	};
}

/**
 * Reads a message about an order that was sent before, `{body, footer?, reference, status, description?,
 * paymentStatus?}`.
 *
 * @throws GatewayError `invalidRequest`
 */
export function readOrderStatus(value: unknown): OrderStatusContent {
	const input = readShape(
		value,
		['body', 'footer', 'reference', 'status', 'description', 'paymentStatus'],
		'The message',
	);
	const { reference, status, description, paymentStatus } = input;
	const hasPayment = (paymentStatus ?? '') !== '';
	return {
		...readInteractiveText(input),
		update: readOrderUpdate({
			reference_id: reference,
			order: { status, description },
			...(hasPayment && { payment: { status: paymentStatus } }),
		}),
	};
}
