import { objectOf, plausiblePhone } from '../gatewayKit/dialect';

/** Where a request says to whom it writes, at one gateway or another. */
const recipientFields = ['to', 'phone', 'phone_number'] as const;

const form = /^multipart\/form-data|^application\/x-www-form-urlencoded/i;

async function fieldsOf(body: Uint8Array<ArrayBuffer>, type: string): Promise<object> {
	const content = new Response(body, { headers: { 'content-type': type } });
	if (form.test(type)) return Object.fromEntries(await content.formData());
	return objectOf(await content.json()) ?? {};
}

/** A request that came for a gateway: it can be looked into before it goes there, and go there twice. */
export class Arrival {
	private body: Uint8Array<ArrayBuffer> | undefined;

	/** @param path Its path below the gateway. */
	constructor(
		private readonly raw: Request,
		private readonly path: string,
	) {}

	/** Reads the body and keeps it for whoever asks after this; else the gateway reads it, once. */
	async keep(): Promise<Uint8Array<ArrayBuffer>> {
		// Of a client that left, what came is of no use to anybody.
		this.body ??= new Uint8Array(await this.raw.arrayBuffer().catch(() => new ArrayBuffer(0)));
		return this.body;
	}

	/** The numbers to which it writes, where they can be read. */
	async recipients(): Promise<string[]> {
		const type = this.raw.headers.get('content-type') ?? '';
		const fields = objectOf(await fieldsOf(await this.keep(), type).catch(() => undefined)) ?? {};
		return recipientFields
			.map((field) => fields[field])
			.filter((value) => typeof value === 'string' || typeof value === 'number')
			.map((value) => plausiblePhone(String(value)) ?? String(value));
	}

	/** The request as the gateway gets it. */
	request(): Request {
		const url = new URL(this.raw.url);
		url.pathname = this.path;
		if (this.body === undefined) return new Request(url, this.raw);
		const { method, headers, signal } = this.raw;
		const kept = this.body.length === 0 ? {} : { body: this.body };
		return new Request(url, { method, headers, signal, ...kept });
	}
}
