import type { IDataObject } from 'n8n-workflow';

import { GatewayError } from '../../core/faults';
import { asObject, asText } from '../../core/narrow';
import type { Answer, Connection } from '../../core/request';
import { rethrow } from '../../core/rethrow';

/** The fields that a read of the Graph API asks for, in a constant of its own. */
export interface FieldList {
	readonly names: readonly string[];
	/** Without one of these, the answer is of no use. Others are left out where Meta does not know them. */
	readonly required: readonly string[];
}

/** What is asked for beside the path. */
export type FieldQuery = IDataObject & { readonly fields?: FieldList };

/** What Meta did not know of the lists, by the way to the account: for as long as a run uses it. */
const unknownFields = new WeakMap<Connection['call'], Map<FieldList, ReadonlySet<string>>>();

/** The field that Meta says it does not know; `null` for any other answer. */
function unknownFieldIn(error: unknown): string | null {
	if (!(error instanceof GatewayError) || error.details.metaCode !== 100) return null;
	const { message } = asObject(asObject(error.details.raw)['error']);
	return /nonexisting field \(?(\w+)/i.exec(asText(message) ?? '')?.[1] ?? null;
}

/** The field that a read can do without, by its name: `qr_image_url.format(SVG)` for `qr_image_url`. */
function optionalField({ names, required }: FieldList, name: string | null): string | undefined {
	return names.find((field) => field.split('.')[0] === name && !required.includes(field));
}

/**
 * Reads from the Graph API. Where Meta does not know one of the optional fields, which refuses the whole read,
 * it is asked again without, and no later read of the run asks for it: fields come and go with its versions.
 */
export async function readFields(
	path: string,
	{ fields, ...query }: FieldQuery,
	connection: Connection,
): Promise<Answer> {
	const { call } = connection;
	if (fields === undefined) return await call({ method: 'GET', path, query });
	const lists = unknownFields.get(call) ?? new Map<FieldList, ReadonlySet<string>>();
	const unknown = lists.get(fields) ?? new Set<string>();
	const asked = fields.names.filter((field) => !unknown.has(field));
	try {
		return await call({ method: 'GET', path, query: { fields: asked.join(','), ...query } });
	} catch (error) {
		const field = optionalField(fields, unknownFieldIn(error));
		if (field === undefined || !asked.includes(field)) return rethrow(error);
		unknownFields.set(call, lists.set(fields, new Set([...(lists.get(fields) ?? []), field])));
		return await readFields(path, { fields, ...query }, connection);
	}
}
