import { list, of, type OperationRuns } from './operationRun';

export const linkRuns: OperationRuns = {
	'messageLink:create': {
		parameters: { linkMessage: 'Invoice 1042?', qrFormat: 'PNG' },
		item: { message: 'Invoice 1042?', qrImageUrl: expect.stringContaining('.png') },
	},
	'messageLink:update': {
		parameters: { link: of('messageLink:create', 'url'), linkMessage: 'Paid' },
		item: { message: 'Paid', url: expect.stringMatching(/^https:\/\/wa\.me\/message\//) },
	},
	'messageLink:getAll': {
		parameters: { ...list, options: { qrFormat: 'SVG' } },
		item: { message: 'Paid', qrImageUrl: expect.stringContaining('.svg') },
	},
	'messageLink:delete': {
		parameters: { link: of('messageLink:create', 'code') },
		item: { deleted: true },
	},
};
