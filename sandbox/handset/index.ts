import { readFileSync } from 'node:fs';
import path from 'node:path';

import { Hono } from 'hono';

const files = {
	'/': ['page.html', 'text/html; charset=utf-8'],
	'/handset.css': ['handset.css', 'text/css; charset=utf-8'],
	'/handset.js': ['handset.js', 'text/javascript; charset=utf-8'],
} as const;

/** The phone page: what the people of the sandbox see, with nothing from elsewhere. */
export function handsetRoutes(): Hono {
	const routes = new Hono();
	for (const [route, [file, type]] of Object.entries(files)) {
		const text = readFileSync(path.join(__dirname, file), 'utf8');
		routes.get(route, (context) =>
			context.body(text, 200, {
				'content-type': type,
				'content-security-policy':
					"default-src 'self'; img-src 'self' data:; base-uri 'none'; frame-ancestors 'none'",
				'x-content-type-options': 'nosniff',
				'cache-control': 'no-store',
			}),
		);
	}
	return routes;
}
