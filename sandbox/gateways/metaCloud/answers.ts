import type { Context } from 'hono';

/**
 * Meta's one shape for everything that it refuses.
 * Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes
 */
export function refused(
	context: Context,
	status: 400 | 401 | 404,
	code: number,
	text: string,
	extra: { error_subcode?: number; details?: string } = {},
): Response {
	const { details, ...more } = extra;
	return context.json(
		{
			error: {
				message: `(#${code}) ${text}`,
				type: 'OAuthException',
				code,
				...more,
				...(details !== undefined && {
					error_data: { messaging_product: 'whatsapp', details },
				}),
				fbtrace_id: 'AsandboxTrace00000000',
			},
		},
		status,
	);
}
