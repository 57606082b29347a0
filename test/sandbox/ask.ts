import { createSandbox } from '../../sandbox/app';
import { manualTime } from './manualTime';

export interface Reply {
	readonly status: number;
	readonly headers: Headers;
	readonly body: unknown;
	readonly text: string;
}

/** A sandbox called directly, without a server, with manual time. */
export function sandboxed() {
	const time = manualTime();
	const sandbox = createSandbox({ time });
	const ask = async (
		method: string,
		path: string,
		body?: unknown,
		headers: Record<string, string> = {},
	): Promise<Reply> => {
		const response = await sandbox.fetch(
			new Request(`http://127.0.0.1${path}`, {
				method,
				headers: { 'content-type': 'application/json', ...headers },
				...(body !== undefined && {
					body: typeof body === 'string' ? body : JSON.stringify(body),
				}),
			}),
		);
		const text = await response.text();
		let parsed: unknown = text;
		try {
			parsed = JSON.parse(text);
		} catch {
			// Not JSON: the text itself is the body.
		}
		return { status: response.status, headers: response.headers, body: parsed, text };
	};
	return { sandbox, ask, time };
}
