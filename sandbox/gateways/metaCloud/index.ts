import { Hono } from 'hono';

import type { Dialect, GatewayServices } from '../../gatewayKit/dialect';
import type { Store } from '../../state/store';
import { account, apps, businessNumbers, numberRow } from './account';
import { accountListRoutes } from './accountLists';
import { refused } from './answers';
import { Blocklist, blocklistRoutes } from './blocklist';
import { businessProfileRoutes } from './businessProfile';
import { groupRoutes } from './groups';
import { GroupBook } from './groups/book';
import { inviteRoutes } from './inviteRoutes';
import { fileFolder, fileRoutes, mediaRoutes, type Uploads } from './media';
import { messageLinkRoutes } from './messageLinks';
import { marketingPath, messageRoutes, messagesPath } from './messages';
import { Handles, resumableUploadRoutes, schemeOf } from './resumableUploads';
import { subscriptionRoutes } from './subscription';
import { templateAnalyticsRoutes } from './templateAnalytics';
import { TemplateBook } from './templateBook';
import { libraryRoutes } from './templateLibrary';
import { templateManagementRoutes } from './templateManagement';
import { templateRoutes } from './templates';
import { usageRoutes } from './usage';
import { checkVersion } from './version';
import { webhook } from './webhook';

/** Any version; `version.ts` refuses those that have ended. */
const version = '/:version{v[0-9]+\\.[0-9]+}';

const uploadsOf = (store: Store): Uploads => store.memories.of('metaCloud uploads');

function graph({ store, subscriptions }: GatewayServices, groups: GroupBook): Hono {
	const routes = new Hono();
	routes.use('*', checkVersion);
	routes.route('/', subscriptionRoutes(store, subscriptions));
	const handles = new Handles(store);
	routes.route('/', resumableUploadRoutes(store, handles));
	routes.route('/', businessProfileRoutes(store, handles));
	routes.route('/', accountListRoutes(store));
	for (const number of businessNumbers) {
		routes.get(`/${number.phoneNumberId}`, (context) => context.json(numberRow(number)));
	}
	const uploads = uploadsOf(store);
	const book = new TemplateBook(store);
	const blocklist = new Blocklist(store);
	routes.route('/', blocklistRoutes(store, blocklist));
	routes.route('/', usageRoutes(store));
	routes.route('/', messageLinkRoutes(store));
	routes.route('/', mediaRoutes(store, uploads));
	routes.route('/', messageRoutes(store, { uploads, book, blocklist, groups }));
	routes.route('/', templateRoutes(store, book));
	routes.route('/', libraryRoutes(store));
	routes.route('/', templateManagementRoutes(store, book, handles));
	routes.route('/', templateAnalyticsRoutes(store, book));
	routes.route('/', groupRoutes(groups));
	routes.all('*', (context) =>
		refused(
			context,
			400,
			100,
			`Unsupported ${context.req.method.toLowerCase()} request. Object with ID '${context.req.path.split('/')[2] ?? ''}' does not exist, cannot be loaded due to missing permissions, or does not support this operation.`,
			{ error_subcode: 33 },
		),
	);
	return routes;
}

/** Meta's Graph API. Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/overview */
export const metaCloud: Dialect = {
	id: 'metaCloud',
	name: 'Meta Cloud API',
	basePath: '',
	fields: account,
	recipientField: 'to',
	hidesNumbers: true,
	numbers: businessNumbers.map(({ key }) => key),
	passesOnAll: true,
	access: {
		scheme: schemeOf,
		tokens: [apps[0].token, ...apps.slice(1).map(({ token }) => token)],
		refuse: (context) =>
			refused(context, 401, 190, 'Invalid OAuth access token - Cannot parse access token'),
	},
	/**
	 * The throughput of a number: 80 messages in a second, more than a trial of the sandbox sends,
	 * so none is enforced by itself. The refusal does not say how long to wait.
	 * Sources: https://developers.facebook.com/documentation/business-messaging/whatsapp/throughput and
	 * https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes
	 */
	rateLimit: {
		documented: null,
		refuse: (context) =>
			refused(context, 400, 130429, 'Rate limit hit', {
				details: 'Cloud API message throughput has been reached.',
			}),
		counts: ({ method, url }) =>
			method === 'POST' &&
			[messagesPath, marketingPath].some((path) => new URL(url).pathname.endsWith(path)),
	},
	webhook,
	routes: (services) => {
		const groups = new GroupBook(services.store);
		return {
			guarded: {
				[version]: graph(services, groups),
				[fileFolder]: fileRoutes(services.store, uploadsOf(services.store)),
			},
			open: inviteRoutes(groups),
		};
	},
};
