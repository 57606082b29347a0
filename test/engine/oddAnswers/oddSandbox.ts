import { startSandbox, type Sandbox } from '../sandboxClient';

/** A request that reached the gateway. */
export interface Asked {
	readonly method: string;
	/** With the query. */
	readonly path: string;
	readonly body: string;
	/** The header that holds the token. */
	readonly authorization: string;
	/** The names of its headers, in small letters. */
	readonly headerNames: readonly string[];
}

/** A request with what the gateway itself answers. */
export interface Exchange extends Asked {
	readonly status: number;
	readonly headers: Headers;
	readonly bytes: Buffer;
}

/** Another answer to the request with this place in the lane; `undefined` for the gateway's own. */
export type Answering = (place: number, asked: Asked) => Response | undefined;

/** The requests of one item. */
class Lane {
	readonly asked: Asked[] = [];
	private readonly left: Exchange[];

	constructor(
		readonly answering: Answering,
		private readonly exchanges: readonly Exchange[],
	) {
		this.left = [...exchanges];
	}

	/** The next remembered answer to such a request; the last one, to a request that is made again. */
	remembered({ method, path }: Asked): Exchange | undefined {
		const isSame = (one: Exchange) => one.method === method && one.path === path;
		const place = this.left.findIndex(isSame);
		return place < 0 ? this.exchanges.findLast(isSame) : this.left.splice(place, 1)[0];
	}
}

/**
 * A sandbox that answers each item of a run by a rule of its own, and otherwise from memory: nothing is done
 * a second time. An item is known by the base URL in its credential.
 */
export interface OddSandbox {
	readonly client: Sandbox;
	/** The base URL of an item, in place of the sandbox's own. */
	baseUrlOf(item: number, baseUrl: string): string;
	/** Lets the gateway itself answer from now on. */
	record(): void;
	/** The exchanges since then. */
	recorded(): readonly Exchange[];
	/** Answers the items by these rules. */
	replay(answerings: readonly Answering[], exchanges: readonly Exchange[]): void;
	/** The requests of an item since one of both. */
	asked(item: number): readonly Asked[];
}

const ownRoutes = /^\/_sandbox|\/chat\.whatsapp\.com\//;
const laneRoute = /^\/item-(\d+)(?=\/)/;

/** Starts it. */
export async function startOddSandbox(): Promise<OddSandbox> {
	const client = await startSandbox();
	const { sandbox, url: origin } = client;
	const ask = sandbox.fetch.bind(sandbox);
	let recorded: Exchange[] = [];
	let lanes: Lane[] = [];
	/** The answer as the lane's item gets it: what leads to the sandbox leads to its lane. */
	const answerIn = (lane: string, { status, headers, bytes }: Exchange) => {
		if (bytes.length === 0) return new Response(null, { status, headers });
		const [from, to] = [`${origin}/`, `${origin}${lane}/`];
		const text = bytes.toString();
		const isText = Buffer.from(text).equals(bytes);
		if (!isText || lane === '') return new Response(new Uint8Array(bytes), { status, headers });
		return new Response(text.replaceAll(from, to), { status, headers });
	};
	sandbox.fetch = async (request, bindings) => {
		const url = new URL(request.url);
		if (ownRoutes.test(url.pathname)) return await ask(request, bindings);
		const [name = '', number = ''] = laneRoute.exec(url.pathname) ?? [];
		url.pathname = url.pathname.slice(name.length);
		const bytes = Buffer.from(await request.arrayBuffer());
		const { method, headers } = request;
		const authorization =
			[...headers.values()].find((value) => /token|wacr_test/.test(value)) ?? '';
		const path = url.pathname + url.search;
		const headerNames = [...headers.keys()];
		const one = { method, path, body: bytes.toString(), authorization, headerNames };
		const lane = lanes[Number(number)];
		const odd = lane?.answering(lane.asked.push(one) - 1, one);
		const known = lane?.remembered(one);
		if (odd !== undefined) return odd;
		if (known !== undefined) return answerIn(name, known);
		const forwarded = new Request(url, {
			method,
			headers,
			...(bytes.length > 0 && { body: bytes }),
		});
		const response = await ask(forwarded, bindings);
		const answer = {
			...{ ...one, status: response.status, headers: response.headers },
			bytes: Buffer.from(await response.arrayBuffer()),
		};
		recorded.push(answer);
		return answerIn(name, answer);
	};
	return {
		client,
		baseUrlOf: (item, baseUrl) => baseUrl.replace(origin, `${origin}/item-${item}`),
		record() {
			[recorded, lanes] = [[], []];
		},
		recorded: () => recorded,
		replay(answerings, exchanges) {
			recorded = [];
			lanes = answerings.map((answering) => new Lane(answering, exchanges));
		},
		asked: (item) => lanes[item]?.asked ?? [],
	};
}
