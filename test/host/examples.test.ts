import { compare } from '../../host/arrivals';
import { fire, loadExamples, type PublishedExample } from '../../host/examples';
import { askNode, nodeType } from '../../host/questions';
import { isRecord, records } from '../../host/rest';
import { openHost, type Host } from './host';

let host: Host;
let examples: PublishedExample[];
beforeAll(async () => {
	host = await openHost();
	examples = await host.examples();
});
beforeEach(async () => await host.reset());

test.each(loadExamples().map(({ name }) => name))(
	'%s sends exactly what it has to',
	async (name) => {
		const example = examples.find((one) => one.name === name);
		if (!example) throw new Error(`${name} was not published.`);
		const execution = await fire(host.rest, host.sandboxUrl, example);
		expect([execution.mode, execution.status, execution.message]).toEqual([
			'webhook',
			'success',
			'',
		]);
		const compared = compare(example.arrivals, await host.arrivals());
		expect(compared.filter(({ verdict }) => verdict !== 'arrived')).toEqual([]);
		expect(compared).toHaveLength(example.arrivals.length);
	},
);

test('whoever no template can reach is left to a person, with their own fields', async () => {
	const example = examples.find(({ name }) => name === 'reply-or-template');
	if (!example) throw new Error('The example is gone.');
	const execution = await fire(host.rest, host.sandboxUrl, example);
	const waiting = execution.outputs('For a person to look at').flat();
	expect(waiting.map(({ json }) => json)).toEqual([
		expect.objectContaining({ number: 'V-313', fault: 'recipientInvalid', sent: 'no' }),
	]);
});

test('the placeholder fields that the examples show are those that the node gives', async () => {
	const mapped = examples
		.flatMap(({ workflow }) => workflow.nodes)
		.filter(({ type, parameters }) => type === nodeType && isRecord(parameters['placeholders']));
	expect(mapped.length).toBeGreaterThan(0);
	for (const { parameters } of mapped) {
		const { data } = await askNode(host.rest, 'resource-mapper-fields', {
			path: 'parameters.placeholders',
			methodName: 'getPlaceholders',
			parameters,
			credential: host.credential,
		});
		const mapper = parameters['placeholders'];
		const shown = records(isRecord(mapper) ? mapper['schema'] : []);
		const given = records(isRecord(data) ? data['fields'] : []);
		// Not their labels: the editor asks for these again when the node is opened.
		expect(shown.map(({ id }) => id)).toEqual(given.map(({ id }) => id));
	}
});

test('publishing the examples again updates them and makes no second ones', async () => {
	const again = await host.examples();
	expect(again.map(({ saved }) => saved.id)).toEqual(examples.map(({ saved }) => saved.id));
});
