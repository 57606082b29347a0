import { toE164 } from '../state/phone';
import { asRecord } from '../state/record';

const form = /^multipart\/form-data|^application\/x-www-form-urlencoded/i;

async function parseFields(body: Uint8Array<ArrayBuffer>, type: string): Promise<unknown> {
	const content = new Response(body, { headers: { 'content-type': type } });
	if (form.test(type)) return Object.fromEntries(await content.formData());
	return await content.json();
}

/** A request to a gateway: it can be looked into before it goes there, and go there twice. */
export class IncomingRequest {
	private body: Uint8Array<ArrayBuffer> | undefined;

	/** @param path Its path below the gateway. */
	constructor(
		private readonly raw: Request,
		private readonly path: string,
	) {}

	/** Reads the body and keeps it; otherwise the gateway reads it, once. */
	async buffer(): Promise<Uint8Array<ArrayBuffer>> {
		// A client that left sends no more; what came of its body is not used.
		this.body ??= new Uint8Array(await this.raw.arrayBuffer().catch(() => new ArrayBuffer(0)));
		return this.body;
	}

	/** The number in this field; `undefined` if it cannot be read. */
	async recipient(field: string): Promise<string | undefined> {
		const type = this.raw.headers.get('content-type') ?? '';
		const fields = await parseFields(await this.buffer(), type).catch(() => undefined);
		const value = asRecord(fields)?.[field];
		if (typeof value !== 'string' && typeof value !== 'number') return undefined;
		return toE164(String(value)) ?? String(value);
	}

	/**
	 * The request as the gateway gets it.
	 *
	 * @param receives how many bytes of a body that was read reach it
	 */
	toGateway(receives?: number): Request {
		const url = new URL(this.raw.url);
		url.pathname = this.path;
		if (this.body === undefined) return new Request(url, this.raw);
		const { method, headers, signal } = this.raw;
		const received = this.body.subarray(0, receives);
		const body = received.length === 0 ? {} : { body: received };
		return new Request(url, { method, headers, signal, ...body });
	}
}
