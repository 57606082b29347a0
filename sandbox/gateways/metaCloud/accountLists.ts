import { Hono } from 'hono';

import type { Store } from '../../state/store';
import { account, type BusinessNumber, businessNumbers } from './account';
import { paged } from './page';

const gateway = 'metaCloud';

/** The account's numbers, or as many as it was given; those beside its own cannot send. */
export function numbersOf({ listSizes }: Store): readonly BusinessNumber[] {
	return listSizes.rows(gateway, 'phoneNumbers', businessNumbers, (index) => {
		const digits = String(index).padStart(4, '0');
		return {
			key: `number ${digits}`,
			phoneNumberId: `20654035224${digits}`,
			webhookNumber: `1555011${digits}`,
			displayNumber: `+1 555-011-${digits}`,
		};
	});
}

/** Flows of the account, in every state that Meta names. */
const flows = [
	{ id: '1197715005513101', name: 'Book an appointment', status: 'PUBLISHED' },
	{ id: '1197715005513102', name: 'Survey', status: 'DRAFT' },
	{ id: '1197715005513103', name: 'Old survey', status: 'DEPRECATED' },
];

const catalogs = [{ id: '194836987003835', name: 'Shop' }];

/**
 * What the account has to choose from.
 * Sources: https://developers.facebook.com/docs/whatsapp/flows/reference/flowsapi and
 * https://developers.facebook.com/docs/graph-api/reference/whats-app-business-account/product_catalogs
 */
export function accountListRoutes({ listSizes }: Store): Hono {
	const routes = new Hono();
	routes.get(`/${account.businessAccountId}/flows`, (context) =>
		paged(
			context,
			listSizes.rows(gateway, 'whatsAppFlows', flows, (index, name) => ({
				id: `21977150055${String(index).padStart(5, '0')}`,
				name,
				status: 'PUBLISHED',
			})),
		),
	);
	routes.get(`/${account.businessAccountId}/product_catalogs`, (context) =>
		paged(
			context,
			listSizes.rows(gateway, 'catalogs', catalogs, (index, name) => ({
				id: `29483698700${String(index).padStart(4, '0')}`,
				name,
			})),
		),
	);
	return routes;
}
