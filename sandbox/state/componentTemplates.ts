import type { SeedTemplate } from './seedTemplate';

const approved = 'APPROVED';

/**
 * A template for each part that Meta documents beside a text, a picture, a link and a code.
 * Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/components
 */
export const componentTemplates = [
	{
		name: 'delivery_nearby',
		category: 'UTILITY',
		header: { type: 'LOCATION' },
		translations: {
			en: { status: approved, body: 'Hi {{first_name}}, parcel {{parcel}} waits for you here.' },
		},
	},
	{
		name: 'invoice_ready',
		category: 'UTILITY',
		header: { type: 'DOCUMENT', mediaUrl: 'https://shop.example/media/sample.pdf' },
		translations: { en: { status: approved, body: 'Hi {{1}}, here is your invoice {{2}}.' } },
	},
	{
		name: 'assembly_video',
		category: 'UTILITY',
		header: { type: 'VIDEO', mediaUrl: 'https://shop.example/media/assembly.mp4' },
		translations: { en: { status: approved, body: 'This is how it is put together.' } },
	},
	{
		name: 'happy_holidays',
		category: 'MARKETING',
		header: { type: 'GIF', mediaUrl: 'https://shop.example/media/snow.mp4' },
		translations: { en: { status: approved, body: 'Happy holidays, {{1}}!' } },
	},
	{
		name: 'delivery_question',
		category: 'UTILITY',
		buttons: [
			{ type: 'QUICK_REPLY', text: 'Yes, please' },
			{ type: 'QUICK_REPLY', text: 'Another day' },
		],
		translations: { en: { status: approved, body: 'Shall we deliver order {{1}} tomorrow?' } },
	},
	{
		name: 'spring_cards',
		category: 'MARKETING',
		cards: ['Tulips', 'Roses'].map(
			(flower) =>
				({
					header: { type: 'IMAGE' },
					body: `${flower} for {{1}}, today {{2}}.`,
					buttons: [
						{ type: 'URL', text: 'Buy', url: 'https://shop.example/buy/{{1}}' },
						{ type: 'QUICK_REPLY', text: 'More like this' },
					],
				}) as const,
		),
		translations: { en: { status: approved, body: 'Hi {{1}}, spring is here.' } },
	},
	{
		name: 'product_cards',
		category: 'MARKETING',
		cards: [1, 2].map(
			() =>
				({
					header: { type: 'PRODUCT' },
					buttons: [{ type: 'SPM', text: 'View' }],
				}) as const,
		),
		translations: { en: { status: approved, body: 'Picked for you, {{1}}.' } },
	},
	{
		name: 'flash_sale',
		category: 'MARKETING',
		header: { type: 'IMAGE', mediaUrl: 'https://shop.example/media/sale.jpg' },
		offer: { text: 'Flash sale', hasExpiration: true },
		buttons: [
			{ type: 'COPY_CODE', text: 'Copy offer code' },
			{ type: 'URL', text: 'Shop now', url: 'https://shop.example/sale?code={{1}}' },
		],
		translations: { en: { status: approved, body: 'Good news, {{1}}: 25 % off everything.' } },
	},
	{
		name: 'feedback_form',
		category: 'UTILITY',
		buttons: [{ type: 'FLOW', text: 'Give feedback' }],
		translations: { en: { status: approved, body: 'How was your stay?' } },
	},
	{
		name: 'browse_catalog',
		category: 'MARKETING',
		buttons: [{ type: 'CATALOG', text: 'View catalog' }],
		translations: { en: { status: approved, body: 'Now {{1}} off for every plant.' } },
	},
	{
		name: 'cart_reminder',
		category: 'MARKETING',
		header: { type: 'TEXT' },
		buttons: [{ type: 'MPM', text: 'View items' }],
		translations: {
			en: {
				status: approved,
				headerText: 'Still thinking, {{first_name}}?',
				body: 'Your cart is waiting for you, {{first_name}}.',
			},
		},
	},
	{
		name: 'back_in_stock',
		category: 'MARKETING',
		header: { type: 'PRODUCT' },
		buttons: [{ type: 'SPM', text: 'View' }],
		translations: { en: { status: approved, body: 'It is back, {{1}}.' } },
	},
	{
		name: 'may_we_call',
		category: 'UTILITY',
		component: 'CALL_PERMISSION_REQUEST',
		translations: { en: { status: approved, body: 'Hi {{1}}, may we call you?' } },
	},
	{
		name: 'call_us',
		category: 'UTILITY',
		buttons: [{ type: 'VOICE_CALL', text: 'Call us' }],
		translations: { en: { status: approved, body: 'Call us whenever you like.' } },
	},
	{
		name: 'payment_due',
		category: 'UTILITY',
		buttons: [{ type: 'ORDER_DETAILS', text: 'Review and Pay' }],
		translations: { en: { status: approved, body: 'Hi {{1}}, your bill is ready.' } },
	},
	{
		name: 'payment_status',
		category: 'UTILITY',
		component: 'ORDER_STATUS',
		translations: { en: { status: approved, body: 'Hi {{1}}, thank you for paying.' } },
	},
] as const satisfies readonly SeedTemplate[];
