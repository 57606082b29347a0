/** A request that one of the imitated services received. */
export interface ServiceRequest {
	/** The name of the service, such as `hubspot`. */
	readonly service: string;
	readonly method: string;
	/** The path at the service, without a query, which may hold a token. */
	readonly path: string;
	/** What was posted, as JSON; `null` for nothing. */
	readonly body: unknown;
	/** Of the answer. */
	readonly status: number;
}

/** Whether a value has all that is expected of it; lists have the same length, texts are the same. */
function includes(value: unknown, expected: unknown): boolean {
	if (typeof expected !== 'object' || expected === null) return Object.is(value, expected);
	if (typeof value !== 'object' || value === null) return false;
	if (Array.isArray(expected) && (!Array.isArray(value) || value.length !== expected.length)) {
		return false;
	}
	const fields = value as Readonly<Record<string, unknown>>;
	return Object.entries(expected).every(([key, part]) => includes(fields[key], part));
}

/** A request that must have been received, with what its body must hold. */
export type ExpectedRequest = Pick<ServiceRequest, 'service' | 'method' | 'path'> & {
	readonly body?: unknown;
};

/**
 * Compares what was received with what was expected, which is one and the same where nothing is left.
 *
 * @returns a line for each request that is missing, that nobody expected, or that was refused
 */
export function compareRequests(
	expected: readonly ExpectedRequest[],
	received: readonly ServiceRequest[],
): string[] {
	const left = [...received];
	const missing = expected.filter(({ service, method, path, body = null }) => {
		const index = left.findIndex(
			(one) =>
				one.service === service &&
				one.method === method &&
				one.path === path &&
				(body === null || includes(one.body, body)),
		);
		if (index !== -1) left.splice(index, 1);
		return index === -1;
	});
	const refused = received.filter(({ status }) => status >= 400);
	const line = ({ service, method, path, body }: ExpectedRequest) =>
		`${service} ${method} ${path} ${JSON.stringify(body ?? null)}`;
	return [
		...missing.map((one) => `missing: ${line(one)}`),
		...left.map((one) => `unexpected: ${line(one)}`),
		...refused.map((one) => `refused with ${one.status}: ${line(one)}`),
	];
}
