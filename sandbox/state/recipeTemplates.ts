import type { SeedTemplate } from './seedTemplate';

const approved = 'APPROVED';

/** Templates that the examples send, beside those of the seed. */
export const recipeTemplates = [
	{
		name: 'cart_waiting',
		category: 'MARKETING',
		buttons: [{ type: 'URL', text: 'Back to my cart', url: 'https://shop.example/{{1}}' }],
		translations: {
			en: {
				status: approved,
				body: 'Hi {{1}}, your cart is still here for you: {{2}}. Is there anything you would like to know?',
				footer: 'Reply STOP to unsubscribe.',
			},
		},
	},
	{
		name: 'appointment_question',
		category: 'UTILITY',
		buttons: [
			{ type: 'QUICK_REPLY', text: 'Confirm' },
			{ type: 'QUICK_REPLY', text: 'Cancel' },
		],
		translations: {
			en: {
				status: approved,
				body: 'Hi {{1}}, you have an appointment on {{2}} at {{3}}. Will you come?',
			},
		},
	},
	{
		name: 'lead_welcome',
		category: 'UTILITY',
		translations: {
			en: {
				status: approved,
				body: 'Hi {{1}}, thank you for asking about {{2}}. Our team will write to you here today.',
			},
		},
	},
	{
		name: 'team_alert',
		category: 'UTILITY',
		translations: {
			en: { status: approved, body: 'A note for the team: {{1}}. Please have a look.' },
		},
	},
] as const satisfies readonly SeedTemplate[];
