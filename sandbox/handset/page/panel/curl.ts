/** A request as it is copied. */
export interface CopiedRequest {
	readonly method: string;
	readonly url: string;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string;
}

/** What stands where a secret was, so that it can be filled in. */
const placeholder = 'YOUR_SECRET';

/** What every client sets by itself, or what holds for one connection alone. */
const ownHeaders =
	/^(?:host|connection|content-length|accept-encoding|accept-language|user-agent|transfer-encoding|keep-alive|sec-.*|te)$/i;

const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;

/** The command that makes a request again in a shell, with a placeholder for what was masked. */
export function curlOf({ method, url, headers, body }: CopiedRequest): string {
	const filled = (text: string) => text.replaceAll('•••', placeholder);
	return [
		`curl -X ${method} ${quoted(filled(url))}`,
		...Object.entries(headers)
			.filter(([name]) => !ownHeaders.test(name))
			.map(([name, value]) => `-H ${quoted(filled(`${name}: ${value}`))}`),
		...(body === '' ? [] : [`--data-raw ${quoted(filled(body))}`]),
	].join(' \\\n  ');
}
