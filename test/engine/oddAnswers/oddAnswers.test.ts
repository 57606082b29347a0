import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { Gateway } from '../../../nodes/WhatsAppGateway/core/gateway';
import { gateways } from '../../../nodes/WhatsAppGateway/gateways';
import { oddAnswers, type OddAnswer } from './oddAnswers';
import { startOddSandbox, type Asked, type Exchange, type OddSandbox } from './oddSandbox';
import { roundsOf, type Came, type Given, type Outcome, type Round } from './operationRounds';
import { wrongWordsOf } from './readableFault';
import { skipWaits } from './skippedWaits';
import { isTolerated } from './toleratedAnswers';

let odd: OddSandbox;
/** Where a redirect would lead; it notes what arrives. */
let elsewhere: Server;
const arrived: string[] = [];
beforeAll(async () => {
	skipWaits();
	odd = await startOddSandbox();
	elsewhere = createServer((request, response) => {
		arrived.push(JSON.stringify([request.url, request.headers]));
		response.end('{}');
	});
	await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
	await odd.client.close();
	elsewhere.closeAllConnections();
	await new Promise((resolve) => elsewhere.close(resolve));
});

/** One request of an operation, answered oddly. */
interface Cell {
	readonly round: Round;
	readonly exchange: Exchange;
	readonly place: number;
	readonly odd: OddAnswer;
}

const urlElsewhere = () => `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/token`;

/** Answers the request in this place oddly, and the same one as often as the cell wants it. */
function toGiven({ exchange, place, odd: { times = 1, answer } }: Cell): Given {
	let left = times;
	return {
		answering(at, asked) {
			if (at < place || left === 0 || !isSameAs(exchange)(asked)) return undefined;
			left -= 1;
			return answer(exchange, asked, urlElsewhere());
		},
	};
}

/** How often one request is made at most: `http/retryPolicy.ts`. */
const maxAttempts = 10;

/** The requests that were made several times and may have done something each time. */
function repeatedWrites({ asked }: Came, { method }: Exchange): readonly string[] {
	if (method === 'GET') return [];
	const writes = asked.map((one) => `${one.method} ${one.path} ${one.body}`);
	return writes.filter((one, index) => !one.startsWith('GET') && writes.indexOf(one) !== index);
}

/** What is wrong with the sentences of a fault. */
function* wrongWords({ faults }: Came, { round }: Cell): Iterable<string> {
	const [fault] = faults;
	if (fault === undefined) return;
	yield* wrongWordsOf(fault);
	const words = String(round.parameters['text'] ?? round.parameters['body'] ?? '');
	if (words.length > 12 && JSON.stringify([fault['message'], fault['hint']]).includes(words)) {
		yield `repeats the words to a person`;
	}
}

/** What is wrong with what came of a cell. */
function* wrongIn(cell: Cell, came: Came, outcome: Outcome, token: string): Iterable<string> {
	const { round, exchange, odd: answer } = cell;
	const count = came.done.length + came.faults.length;
	if (outcome.failure !== undefined) yield `ended the run: ${outcome.failure.message}`;
	yield* wrongWords(came, cell);
	if (JSON.stringify([came.done, came.faults]).includes(token)) yield 'shows the token';
	if (came.asked.length > round.exchanges.length + maxAttempts)
		yield `asked ${came.asked.length} times`;
	if (answer.expected === 'either') return;
	if (isTolerated(round.gateway.id, round.name, exchange, answer.name)) return;
	if (answer.expected === 'usual') {
		const isUsual = came.faults.length === 0 && came.done.length === round.usual.done.length;
		if (!isUsual) yield `did not come to its usual end: ${String(came.faults[0]?.['message'])}`;
		return;
	}
	const isRepeatable = round.gateway.idempotencyHeader !== undefined;
	const repeated = isRepeatable ? [] : repeatedWrites(came, exchange);
	if (repeated.length > 0)
		yield `made again what may be done already: ${repeated[0]?.slice(0, 80)}`;
	if (came.faults.length > 0 || (isRepeatable && came.asked.length > round.exchanges.length))
		return;
	yield count === 0 ? 'gave nothing, as if there were nothing' : 'claims success';
}

/** Operations of which one run is about one item: a report of all people, and a question that waits. */
const alone = /^message:(?:sendToMany|sendAndWait)/;

async function* outcomesOf(cells: readonly Cell[], { name, again }: Round) {
	if (!alone.test(name)) {
		const outcome = await again(cells.map(toGiven));
		for (const [index, cell] of cells.entries())
			yield { cell, outcome, came: outcome.items[index] };
		return;
	}
	for (const cell of cells) {
		const outcome = await again([toGiven(cell)]);
		yield { cell, outcome, came: outcome.items[0] };
	}
}

function cellsOf(round: Round, place: number): Cell[] {
	const exchange = round.exchanges[place];
	if (exchange === undefined) return [];
	return oddAnswers
		.filter(({ answer }) => answer(exchange, exchange, urlElsewhere()) !== undefined)
		.map((one) => ({ round, exchange, place, odd: one }));
}

/** Whether a request is made again, as one that looks for a status. */
const isSameAs =
	({ method, path }: Asked) =>
	(other: Asked) =>
		method === other.method && path === other.path;

/** Every request of an operation, answered oddly in every way, one after the other; gives what is wrong. */
async function tryOut(round: Round): Promise<string[]> {
	const token = String(odd.client.account(round.gateway.id)['accessToken']);
	const wrong: string[] = [];
	for (const [place, exchange] of round.exchanges.entries()) {
		const isPolled = round.exchanges.slice(0, place).some(isSameAs(exchange));
		if (isPolled) continue;
		const cells = cellsOf(round, place);
		for await (const { cell, outcome, came } of outcomesOf(cells, round)) {
			const request = `${exchange.method} ${exchange.path.split('?')[0]?.slice(0, 90)}`;
			const name = `${round.gateway.id} ${round.name}, ${request} (${place + 1}), ${cell.odd.name}`;
			const found = came === undefined ? ['was lost'] : [...wrongIn(cell, came, outcome, token)];
			wrong.push(...found.map((what) => `${name}: ${what}`));
		}
	}
	return wrong;
}

test.each(gateways.map((gateway): [string, Gateway] => [gateway.name, gateway]))(
	'%s: an odd answer to any request of any operation is no success, and is said in sentences',
	async (_name, gateway) => {
		const wrong: string[] = [];
		for await (const round of roundsOf(gateway, odd)) wrong.push(...(await tryOut(round)));
		expect(wrong).toEqual([]);
		expect(arrived).toEqual([]);
	},
	900_000,
);
