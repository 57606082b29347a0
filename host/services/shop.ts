import { readFileSync } from 'node:fs';
import path from 'node:path';

import { Hono } from 'hono';

import { projectFolder } from '../project';
import { pdfOf } from './invoice';

/** The sheet of contacts that the examples carry. */
export const contactsFile = path.join(projectFolder, 'examples/files/contacts.csv');

/** An imitation of a shop's server: its invoices as PDF, and a sheet of contacts. */
export function shopRoutes(): Hono {
	const app = new Hono();
	app.get('/invoices/:file{[A-Za-z0-9-]+\\.pdf}', (context) => {
		const file = context.req.param('file');
		const number = file.replace(/\.pdf$/, '');
		const lines = ['Acme Shop', `Invoice ${number}`, '1 x Lamp: 59.90 EUR', 'Thank you.'];
		return context.body(new Uint8Array(pdfOf(lines)), 200, {
			'content-type': 'application/pdf',
			'content-disposition': `attachment; filename="${file}"`,
		});
	});
	app.get('/contacts.csv', (context) =>
		context.body(readFileSync(contactsFile, 'utf8'), 200, {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': 'attachment; filename="contacts.csv"',
		}),
	);
	return app;
}
