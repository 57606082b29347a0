import { Hono } from 'hono';

import { pageAssets, type PageAssets } from './pageAssets';

const files = {
	'/': ['html', 'text/html; charset=utf-8'],
	'/page.css': ['css', 'text/css; charset=utf-8'],
	'/page.js': ['js', 'text/javascript; charset=utf-8'],
} as const satisfies Record<string, readonly [keyof PageAssets, string]>;

/** Where pictures and files may lie: here, in the page itself, and at what else runs on this machine. */
const media = "'self' data: blob: http://127.0.0.1:* http://localhost:*";

/** No script or style but the page's own files, and nothing from elsewhere. */
const policy = [
	"default-src 'self'",
	`img-src ${media}`,
	`media-src ${media}`,
	"object-src 'none'",
	"base-uri 'none'",
	"form-action 'none'",
	"frame-ancestors 'none'",
].join('; ');

/** The phone page: what the people of the sandbox see, with nothing from elsewhere. */
export function handsetRoutes(): Hono {
	const routes = new Hono();
	for (const [route, [file, type]] of Object.entries(files)) {
		routes.get(route, (context) =>
			context.body(pageAssets()[file], 200, {
				'content-type': type,
				'content-security-policy': policy,
				'x-content-type-options': 'nosniff',
				'referrer-policy': 'no-referrer',
				'cache-control': 'no-store',
			}),
		);
	}
	return routes;
}
