/** The fixed world in which every sandbox begins, and to which a reset brings it back. */

import { componentTemplates } from './componentTemplates';
import { recipeTemplates } from './recipeTemplates';
import type { SeedTemplate } from './seedTemplate';

export type { SeedTemplate, TemplateStatus, Translation } from './seedTemplate';

/** One person with a phone. */
export interface SeedPhone {
	readonly phone: string;
	readonly name: string;
	/** Hours since this person last wrote to the business; `null` for never. */
	readonly wroteHoursAgo: number | null;
	/** What they wrote; `null` for nothing. */
	readonly wrote: string | null;
}

/** The people, in the order in which they are shown. */
export const seedPhones = [
	{
		phone: '+491713920012',
		name: 'Anna Schmidt',
		wroteHoursAgo: 1,
		wrote: 'Hello, I have a question.',
	},
	{
		phone: '+14155550123',
		name: 'Ben Carter',
		wroteHoursAgo: 72,
		wrote: 'Hello, I have a question.',
	},
	{ phone: '+447700900456', name: 'Chloe Martin', wroteHoursAgo: null, wrote: null },
] as const satisfies readonly SeedPhone[];

const approved = 'APPROVED';

/** The templates of the business, the same at every gateway. */
export const seedTemplates = [
	{
		name: 'order_confirmation',
		category: 'UTILITY',
		header: { type: 'TEXT' },
		translations: {
			en: {
				status: approved,
				headerText: 'Order update',
				body: 'Hi {{1}}, thank you for your order {{2}}. The total is {{3}}. We will write again when it ships.',
				footer: 'Reply STOP to unsubscribe.',
			},
		},
	},
	{
		name: 'appointment_reminder',
		category: 'UTILITY',
		translations: {
			en: {
				status: approved,
				body: 'Hi {{first_name}}, this is a reminder of your appointment on {{date}} at {{time}}.',
			},
		},
	},
	{
		name: 'new_collection',
		category: 'MARKETING',
		header: { type: 'IMAGE', mediaUrl: 'https://shop.example/media/autumn.jpg' },
		translations: {
			en: {
				status: approved,
				body: 'Hi {{1}}, our autumn collection has arrived. Have a look before everybody else does.',
			},
		},
	},
	{
		name: 'parcel_shipped',
		category: 'UTILITY',
		buttons: [{ type: 'URL', text: 'Track parcel', url: 'https://shop.example/track/{{1}}' }],
		translations: {
			en: {
				status: approved,
				body: 'Parcel {{1}} is on its way to you with {{2}}.',
			},
		},
	},
	{
		name: 'login_code',
		category: 'AUTHENTICATION',
		buttons: [
			{
				type: 'URL',
				text: 'Copy code',
				url: 'https://www.whatsapp.com/otp/code/?otp_type=COPY_CODE&code=otp{{1}}',
			},
		],
		translations: {
			en: { status: approved, body: '*{{1}}* is your verification code.' },
		},
	},
	{
		name: 'autumn_offer',
		category: 'MARKETING',
		buttons: [
			{ type: 'COPY_CODE', text: 'Copy offer code' },
			{ type: 'QUICK_REPLY', text: 'Not interested' },
		],
		translations: {
			en: { status: approved, body: 'Hi {{1}}, 20 % off everything until Sunday.' },
		},
	},
	{
		name: 'winter_sale',
		category: 'MARKETING',
		translations: {
			en: { status: 'PENDING', body: 'Hi {{1}}, the winter sale begins tomorrow.' },
		},
	},
	{
		name: 'welcome_back',
		category: 'MARKETING',
		translations: {
			en: { status: approved, body: 'Hello {{first_name}}, nice to see you again!' },
			de: { status: approved, body: 'Hallo {{first_name}}, schön, dass Sie wieder da sind!' },
			fr: { status: 'PENDING', body: 'Bonjour {{first_name}}, ravis de vous revoir !' },
			es: { status: approved, body: 'Hola {{first_name}}, ¡qué bueno verte de nuevo!' },
			pt_BR: { status: approved, body: 'Olá {{first_name}}, que bom ver você de novo!' },
			ar: { status: approved, body: 'مرحبا {{first_name}}، سعداء بعودتك!' },
		},
	},
	...componentTemplates,
	...recipeTemplates,
] as const satisfies readonly SeedTemplate[];
