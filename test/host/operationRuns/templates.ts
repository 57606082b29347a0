import { list, picked, typed, type OperationRuns } from './operationRun';

const templateName = 'order_is_ready';
const template = {
	...{ templateName, category: 'UTILITY', language: 'en_US', specifyContent: 'fields' },
	bodyText: 'Hi {{first_name}}, your order is ready.',
	placeholderExamples: { example: [{ placeholder: 'first_name', value: 'Anna' }] },
};

export const templateRuns: OperationRuns = {
	'template:create': {
		parameters: template,
		item: { name: templateName, language: 'en_US', status: 'pending' },
	},
	'template:get': {
		parameters: { template: typed('order_confirmation') },
		item: {
			...{ name: 'order_confirmation', status: 'approved', languages: ['en'] },
			body: expect.stringMatching(/^Hi \{\{1\}\}, thank you/),
		},
	},
	'template:edit': {
		parameters: {
			...{ template: typed('order_confirmation'), language: 'en', category: 'unchanged' },
			...{ specifyContent: 'fields', bodyText: 'Your order is confirmed.' },
		},
		item: { name: 'order_confirmation', language: 'en', changed: true },
	},
	'template:getAll': {
		parameters: { ...list, filters: { name: 'appointment_reminder', approvedOnly: true } },
		item: { name: 'appointment_reminder', status: 'approved' },
	},
	'template:getAnalytics': {
		// A time of its own: without one, each run asks for another second.
		parameters: { template: typed('appointment_reminder'), endDate: new Date().toISOString() },
		item: { templateId: expect.any(String), sent: expect.any(Number) },
	},
	'template:delete': {
		parameters: { template: typed(templateName), allLanguages: true },
		item: { name: templateName, deleted: true },
	},
	'template:getLibrary': {
		parameters: { ...list, filters: { topic: 'ORDER_MANAGEMENT', language: 'en_US' } },
		item: { name: 'delivery_update_1', language: 'en_US', useCase: 'DELIVERY_UPDATE' },
	},
	'template:createFromLibrary': {
		parameters: {
			...{ libraryTemplate: picked('delivery_update_1'), templateName: 'our_delivery_update' },
			...{ language: 'en_US', buttonLink: 'https://shop.example/orders/{{1}}' },
			buttonLinkExample: 'https://shop.example/orders/A-1042',
		},
		item: { name: 'our_delivery_update', language: 'en_US', status: 'approved' },
	},
	'template:sync': { item: { synced: true } },
};
