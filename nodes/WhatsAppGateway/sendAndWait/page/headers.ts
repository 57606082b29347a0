import { pageStyleSource } from './style';

/**
 * What a page is allowed: a form, and its own style. The sandbox keeps it out of n8n's origin, on which it
 * is served.
 */
const policy = [
	'sandbox allow-forms',
	"default-src 'none'",
	`style-src ${pageStyleSource}`,
	"base-uri 'none'",
	"frame-ancestors 'none'",
].join('; ');

/** The headers of every page: nobody stores it, lists it, frames it, or learns its address from a link. */
export const pageHeaders = {
	'Content-Type': 'text/html; charset=utf-8',
	'Content-Security-Policy': policy,
	'Cache-Control': 'no-store',
	'Referrer-Policy': 'no-referrer',
	'X-Content-Type-Options': 'nosniff',
	'X-Frame-Options': 'DENY',
	'X-Robots-Tag': 'noindex, nofollow',
} as const satisfies Readonly<Record<string, string>>;
