import { receiver } from '../../sandbox/receiver';

/** A server that confirms its addresses to Meta for one verify token, but for those with `refused`. */
export async function callbackServer() {
	const token = 'chosen-by-the-subscriber';
	const server = await receiver(({ method, url }) => {
		if (method !== 'GET') return { status: 200 };
		const isKnown = url.searchParams.get('hub.verify_token') === token;
		return isKnown && !url.pathname.endsWith('/refused')
			? { status: 200, text: url.searchParams.get('hub.challenge') ?? '' }
			: { status: 403 };
	});
	return { ...server, token };
}
