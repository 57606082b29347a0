import type { Gateway } from '../../core/gateway';
import type { Account } from '../../core/request';
import { pathOf } from '../../gatewayKit/path';
import { refuse } from '../../whatsapp/shape';

/** An address with a host of its own: `https://…`, `//host`, or with the backslashes that URLs take for slashes. */
const ownHost = /^\s*(?:[a-z][a-z\d+.-]*:|[/\\]{2}|\\)/i;

/** A step to another folder, wherever it stands in a decoded segment. */
const step = /(?:^|[/\\])\s*\.{1,2}\s*(?:[/\\]|$)/;

/** The credential's field whose value stands here, `{phoneNumberId}`. */
const accountField = /\{(\w+)\}/g;

/** A segment that was copied in its encoded form; one that is not encoded stays. */
function decode(segment: string): string {
	try {
		return decodeURIComponent(segment);
	} catch {
		return segment;
	}
}

/** The values that can stand in a path, by their names. */
type PathFields = Readonly<Record<string, string>>;

/** The gateway's own fields of the credential, without those of every gateway and of events. */
function pathFields(account: Account, { fields }: Pick<Gateway, 'fields'>): PathFields {
	return Object.fromEntries(fields.map(({ name }) => [name, account[name] ?? '']));
}

function fillFields(segment: string, fields: PathFields): string {
	return segment.replace(accountField, (_all, name: string) => {
		const own = Object.keys(fields);
		if (!own.includes(name)) {
			refuse(
				`The field Path has {${name}}, and the credential has no field of this name.`,
				own.length > 0
					? `Its fields are: ${own.map((field) => `{${field}}`).join(', ')}.`
					: 'Write the value itself.',
			);
		}
		return fields[name] ?? '';
	});
}

/** The query of a path: braces that name no field of the credential are the gateway's own, as Meta's are. */
function readQuery(written: string, fields: PathFields): URLSearchParams {
	const fill = (value: string) =>
		value.replace(accountField, (all, name: string) => fields[name] ?? all);
	const filled = new URLSearchParams();
	for (const [name, value] of new URLSearchParams(written)) filled.append(name, fill(value));
	return filled;
}

function toSegment(written: string, fields: PathFields): string {
	const segment = fillFields(decode(written), fields);
	if (step.test(segment)) {
		refuse(
			'The field Path leads to another folder with “.” or “..”.',
			'Write the whole path below the gateway’s address.',
		);
	}
	if (segment.trim() === '') {
		refuse(
			'The field Path has an empty part between two slashes.',
			'Fill it in. If an expression stands there, look at what it gives for this item.',
		);
	}
	return segment;
}

/**
 * The path of a user's own request, below the base URL of the credential: each part is encoded anew, so
 * that it leads to no other host or folder. What follows a question mark is the query; in both, fields of
 * the credential can stand.
 *
 * @param text the field Path, not empty
 * @param query more of the query, in its order
 * @throws GatewayError `invalidRequest` for an address with a host, steps, and empty parts
 */
export function readRequestPath(
	text: string,
	query: ReadonlyArray<readonly [name: string, value: string]>,
	account: Account,
	gateway: Pick<Gateway, 'fields'>,
): string {
	if (ownHost.test(text)) {
		refuse(
			'The field Path has an address with a host, and the access token goes to the gateway’s own host only.',
			'Write only what follows the address of the gateway’s API, such as /contacts.',
		);
	}
	const [written = '', ...rest] = text.split('?');
	const segments = written
		.trim()
		.replace(/^\/|\/$/g, '')
		.split('/');
	const fields = pathFields(account, gateway);
	const path = pathOf(...segments.map((segment) => toSegment(segment, fields)));
	const search = readQuery(rest.join('?'), fields);
	for (const [name, value] of query) search.append(name, value);
	return search.size === 0 ? path : `${path}?${search}`;
}
