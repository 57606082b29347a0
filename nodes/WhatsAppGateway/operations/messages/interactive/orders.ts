import type { INodeProperties } from 'n8n-workflow';

import {
	orderStatuses,
	paymentStatuses,
	readOrderDetails,
	readOrderStatus,
} from '../../../whatsapp/orders';
import { jsonField } from '../../fields/jsonField';
import type { InteractiveType } from './interactiveType';

const reference: INodeProperties = {
	displayName: 'Reference ID',
	name: 'orderReference',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. A-1042',
	description:
		'Your own ID of the order: letters, digits, underscores, dashes and dots, up to 60 (in India 35). Each order has another one.',
};

const order = jsonField({
	displayName: 'Order (JSON)',
	name: 'orderJson',
	placeholder:
		'e.g. {"type": "digital-goods", "currency": "BRL", "total_amount": {"value": 5000, "offset": 100}}',
	description:
		'What is to be paid, as WhatsApp’s documentation of payments writes it: type, currency and total_amount, and as your country needs them payment_type, payment_settings, order and beneficiaries. WhatsApp offers this in India, Brazil and Singapore.',
});

/** An order that the person reviews and pays. */
export const orderDetailsType: InteractiveType<'orderDetails'> = {
	kind: 'orderDetails',
	name: 'Order Details',
	description: 'An order to review and pay in WhatsApp; in India, Brazil and Singapore only',
	header: 'none',
	hasFooter: true,
	shape: '{"body", "reference", "order": {"type", "currency", "total_amount", …}}',
	fields: [reference, order.field],
	form: (item) => ({
		reference: item.parameter('orderReference', ''),
		order: order.read(item),
	}),
	read: readOrderDetails,
	buttons: () => ['Review and pay'],
};

const toOption = (value: string) => ({
	name: value.charAt(0).toUpperCase() + value.slice(1).replace('-', ' '),
	value,
});

const statuses = orderStatuses.filter((status) => !status.includes('_')).sort();

const statusFields: readonly INodeProperties[] = [
	{
		displayName: 'Order Status',
		name: 'orderStatus',
		type: 'options',
		options: statuses.map(toOption),
		default: 'processing',
		description: 'What has become of the order',
	},
	{
		displayName: 'Order Description',
		name: 'orderDescription',
		type: 'string',
		default: '',
		placeholder: 'e.g. It leaves our shop today.',
		description: 'Shown with the order, up to 120 characters. Optional.',
	},
	{
		displayName: 'Payment Status',
		name: 'paymentStatus',
		type: 'options',
		options: [...[...paymentStatuses].sort().map(toOption), { name: 'Not Given', value: '' }],
		default: '',
		description: 'What has become of the payment. Optional.',
	},
];

/** What has become of an order. */
export const orderStatusType: InteractiveType<'orderStatus'> = {
	kind: 'orderStatus',
	name: 'Order Status',
	description: 'What has become of an order that was sent as Order Details',
	header: 'none',
	hasFooter: true,
	shape: '{"body", "reference", "status", "description", "paymentStatus"}',
	fields: [reference, ...statusFields],
	form: ({ parameter }) => ({
		reference: parameter('orderReference', ''),
		status: parameter('orderStatus', ''),
		description: parameter('orderDescription', ''),
		paymentStatus: parameter('paymentStatus', ''),
	}),
	read: readOrderStatus,
	buttons: () => ['Review order'],
};
