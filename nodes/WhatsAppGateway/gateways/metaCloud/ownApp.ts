import { asObject, asText } from '../../core/narrow';
import type { Connection } from '../../core/request';
import { graphPath } from './graphPath';

/** The id of the app that the access token belongs to; `null` where Meta does not name it. */
export async function readOwnApp({ account, call }: Connection): Promise<string | null> {
	const path = graphPath(account, 'app');
	const { body } = await call({ method: 'GET', path, query: { fields: 'id' } });
	return asText(asObject(body)['id']);
}
