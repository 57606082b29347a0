import axios from 'axios';
import { Hono } from 'hono';

import { ownMachineOnly } from '../../sandbox/control/ownMachineOnly';
import { localReach } from '../../sandbox/webhooks/localAddress';
import { listen, type Listening } from '../server/listen';
import { hubspotRoutes } from './hubspot';
import type { imitatedOrigins } from './origins';
import { pipedriveRoutes } from './pipedrive';
import type { ServiceRequest } from './request';
import { shopRoutes } from './shop';

const routes = {
	hubspot: hubspotRoutes,
	pipedrive: pipedriveRoutes,
	shop: shopRoutes,
} as const satisfies Record<(typeof imitatedOrigins)[keyof typeof imitatedOrigins], () => Hono>;

const maxRequests = 1000;

/**
 * Starts imitations of the services that the examples speak to beside a gateway: two CRMs and a shop, on
 * the loopback address. `GET /requests` says what they were asked.
 *
 * @param port any free one if not given
 */
export async function serveServices(port = 0): Promise<Listening> {
	const requests: ServiceRequest[] = [];
	const app = new Hono();
	app.use('*', ownMachineOnly(localReach));
	app.get('/requests', (context) => context.json({ requests }));
	for (const [service, routesOf] of Object.entries(routes)) {
		app.use(`/${service}/*`, async (context, next) => {
			const { method, path } = context.req;
			const body: unknown = method === 'GET' ? null : await context.req.json().catch(() => null);
			await next();
			const { status } = context.res;
			requests.push({ service, method, path: path.slice(service.length + 1), body, status });
			if (requests.length > maxRequests) requests.shift();
		});
		app.route(`/${service}`, routesOf());
	}
	return await listen(app.fetch, port);
}

/** What the imitated services were asked, oldest first. */
export async function receivedRequests(servicesUrl: string): Promise<ServiceRequest[]> {
	const { data } = await axios.get<{ requests: ServiceRequest[] }>(`${servicesUrl}/requests`, {
		proxy: false,
	});
	return data.requests;
}
