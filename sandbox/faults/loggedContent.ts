import type { LoggedContent } from '../state/requestLog';

const maxCharacters = 20_000;

const secretHeader =
	/^(?:authorization|cookie|set-cookie|proxy-authorization|.*(?:token|api-?key|secret).*)$/i;
const secretField = /((?:access_|verify_)?token|appsecret_proof|secret|api_?key)=[^&]*/gi;
const readable = /json|text|xml|urlencoded/i;

/** The scheme of a secret stays, and nothing of the secret. */
function mask(value: string): string {
	const [scheme, rest] = value.split(' ', 2);
	return rest === undefined ? '•••' : `${scheme} •••`;
}

/** Headers without their secrets. */
function maskedHeaders(headers: Headers | Readonly<Record<string, string>>) {
	const all = headers instanceof Headers ? [...headers] : Object.entries(headers);
	return Object.fromEntries(
		all.map(([name, value]) => [name, secretHeader.test(name) ? mask(value) : value]),
	);
}

/** A path with its query, without the secrets that may be in it. */
export function maskedUrl({ pathname, search }: URL): string {
	return pathname + search.replace(secretField, '$1=•••');
}

/** A body as it is kept: the beginning of a text, the size of everything else. */
function loggedBody(type: string | null, bytes: Uint8Array): string {
	if (bytes.length === 0) return '';
	if (!readable.test(type ?? '')) return `(${type ?? 'unknown type'}, ${bytes.length} bytes)`;
	const text = new TextDecoder().decode(bytes.subarray(0, maxCharacters * 2));
	return text.slice(0, maxCharacters).replace(secretField, '$1=•••');
}

/** What is kept of a message of HTTP. */
export function loggedContent(headers: Headers, bytes: Uint8Array): LoggedContent {
	return {
		headers: maskedHeaders(headers),
		body: loggedBody(headers.get('content-type'), bytes),
	};
}

/** What is kept of an answer, and the answer to be sent, whose body was read. */
export async function logAnswer(answer: Response): Promise<readonly [LoggedContent, Response]> {
	const { status, headers } = answer;
	if (answer.body === null || !readable.test(headers.get('content-type') ?? '')) {
		return [loggedContent(headers, new Uint8Array()), answer];
	}
	const bytes = new Uint8Array(await answer.arrayBuffer());
	return [loggedContent(headers, bytes), new Response(bytes, { status, headers })];
}
