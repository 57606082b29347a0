import { masked, type Mask } from './secrets';

/** What went over the line, with its secrets masked. */
export interface LoggedContent {
	readonly headers: Readonly<Record<string, string>>;
	/** The first 20,000 characters, or what there is instead of a text. */
	readonly body: string;
}

const maxCharacters = 20_000;

/** No character has more bytes. */
const maxBytes = 4;

/** More than a secret has, which is not to be cut before it is masked. */
const margin = 1000;

/**
 * Signatures are none of these: they give nothing away of the secret that they were made with, and whoever
 * looks for the reason of a refusal compares them.
 */
const secretHeader =
	/^(?:authorization|cookie|set-cookie|proxy-authorization|.*(?:token|api-?key|secret|password).*)$/i;
const scheme = /^(?:Basic|Bearer|Digest|Token|ApiKey|OAuth)(?= )/i;
const readable = /json|text|xml|urlencoded/i;

/** The scheme of a secret stays, and nothing of the secret. */
function maskWhole(value: string): string {
	const [known] = scheme.exec(value) ?? [];
	return known === undefined ? masked : `${known} ${masked}`;
}

function maskedHeaders(headers: Headers | Readonly<Record<string, string>>, mask: Mask) {
	const all = headers instanceof Headers ? [...headers] : Object.entries(headers);
	return Object.fromEntries(
		all.map(([name, value]) => [name, secretHeader.test(name) ? maskWhole(value) : mask(value)]),
	);
}

/** A body as it is kept: the beginning of a text, the size of everything else. */
function loggedBody(type: string | null, body: Uint8Array | string, mask: Mask): string {
	if (body.length === 0) return '';
	if (typeof body === 'string') {
		return mask(body.slice(0, maxCharacters + margin)).slice(0, maxCharacters);
	}
	if (!readable.test(type ?? '')) return `(${type ?? 'unknown type'}, ${body.length} bytes)`;
	const text = new TextDecoder().decode(body.subarray(0, (maxCharacters + margin) * maxBytes));
	return loggedBody(type, text, mask);
}

/** What is kept of a message of HTTP. */
export function loggedContent(
	headers: Headers | Readonly<Record<string, string>>,
	body: Uint8Array | string,
	mask: Mask,
): LoggedContent {
	const type = headers instanceof Headers ? headers.get('content-type') : null;
	return { headers: maskedHeaders(headers, mask), body: loggedBody(type, body, mask) };
}

/** What is kept of an answer, and the answer to be sent, whose body was read. */
export async function logAnswer(
	answer: Response,
	mask: Mask,
): Promise<readonly [LoggedContent, Response]> {
	const { status, headers } = answer;
	if (answer.body === null || !readable.test(headers.get('content-type') ?? '')) {
		return [loggedContent(headers, '', mask), answer];
	}
	const bytes = new Uint8Array(await answer.arrayBuffer());
	return [loggedContent(headers, bytes, mask), new Response(bytes, { status, headers })];
}

/** Something that is logged with its content. */
interface Logged {
	readonly request: LoggedContent;
	readonly response: LoggedContent;
}

/** Characters that one log keeps in all. */
const maxLogCharacters = 1_000_000;

const emptied: LoggedContent = { headers: {}, body: '(no longer kept: too much has come since)' };

/** Of contents, which never change: they are counted once. */
const sizes = new WeakMap<LoggedContent, number>();

function sizeOf(content: LoggedContent): number {
	const known = sizes.get(content);
	if (known !== undefined) return known;
	const { headers, body } = content;
	const size = Object.entries(headers).reduce(
		(sum, [name, value]) => sum + name.length + value.length,
		body.length,
	);
	sizes.set(content, size);
	return size;
}

/** Adds an entry to a log; the oldest lose their content where all of it would be too much to keep. */
export function addBounded<Entry extends Logged>(log: Entry[], entry: Entry, max: number): void {
	log.push(entry);
	if (log.length > max) log.shift();
	let left = maxLogCharacters;
	for (let index = log.length - 1; index >= 0; index -= 1) {
		const one = log[index];
		// Those before it are empty already.
		if (one === undefined || one.request.body === emptied.body) return;
		left -= sizeOf(one.request) + sizeOf(one.response);
		if (left < 0) log[index] = { ...one, request: emptied, response: emptied };
	}
}
