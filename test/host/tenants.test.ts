import { saveCredential } from '../../host/rest/credentials';
import { runManually } from '../../host/rest/executions';
import { saveWorkflow } from '../../host/rest/workflows';
import { withCredential } from '../../host/examples/publishExamples';
import { timesOnPhones } from '../faults/server/controlSandbox';
import { anna, manualWorkflow, openHost, sendText, type Host } from './host';

let host: Host;
beforeAll(async () => {
	host = await openHost();
});
beforeEach(async () => await host.reset());

/** The fields of every gateway's credential. */
const fieldNames = () => [...new Set(host.accounts.flatMap(({ data }) => Object.keys(data)))];

test('a credential with expressions sends each item through its own account', async () => {
	const fields = Object.fromEntries(
		fieldNames().map((name) => [name, `={{ $json.account.${name} ?? "" }}`]),
	);
	const reference = await saveCredential(host.rest, 'Tenants', fields);
	const items = [...host.accounts, ...host.accounts].map(({ data }, n) => ({
		phone: anna,
		text: `${String(data['gateway'])} ${n}`,
		account: data,
	}));
	const workflow = manualWorkflow('Tenants', items, sendText('={{ $json.text }}'));
	const { id } = await saveWorkflow(host.rest, withCredential(workflow, reference));
	const execution = await runManually(host.rest, id, 'Start');
	expect(execution).toMatchObject({ status: 'success', message: '' });
	for (const { data, name } of host.accounts) {
		const { gateway } = data;
		const texts = items.filter(({ account }) => account === data).map(({ text }) => text);
		const sent = texts.map((text) => ({ phone: anna, text }));
		const times = await timesOnPhones(host.sandboxUrl, String(gateway), sent);
		expect([name, times]).toEqual([name, [1, 1]]);
	}
	expect(await host.received()).toHaveLength(items.length);
});

test('a Message Key belongs to the account: two tenants may use the same one', async () => {
	const fields = Object.fromEntries(
		fieldNames().map((name) => [name, `={{ $json.account.${name} ?? "" }}`]),
	);
	const reference = await saveCredential(host.rest, 'Tenants', fields);
	const items = host.accounts.map(({ data }) => ({ phone: anna, text: 'Hello', account: data }));
	const node = sendText('={{ $json.text }}');
	const options = { messageKey: 'order 1001' };
	const workflow = manualWorkflow('Tenants with one key', items, {
		...node,
		parameters: { ...node.parameters, options },
	});
	const { id } = await saveWorkflow(host.rest, withCredential(workflow, reference));
	const first = await runManually(host.rest, id, 'Start');
	expect(
		first
			.outputs('Send')
			.flat()
			.map(({ json }) => json['replayed']),
	).toEqual(items.map(() => false));
	const second = await runManually(host.rest, id, 'Start');
	expect(
		second
			.outputs('Send')
			.flat()
			.map(({ json }) => json['replayed']),
	).toEqual(items.map(() => true));
	expect(await host.received()).toHaveLength(items.length);
});

test('an item whose account cannot be opened stops itself only', async () => {
	const fields = Object.fromEntries(
		fieldNames().map((name) => [name, `={{ $json.account.${name} ?? "" }}`]),
	);
	const reference = await saveCredential(host.rest, 'Tenants', fields);
	const [first] = host.accounts;
	const items = [
		{ phone: anna, text: 'first', account: first?.data },
		{ phone: anna, text: 'second', account: { ...first?.data, gateway: 'nobody' } },
		{ phone: anna, text: 'third', account: first?.data },
	];
	const node = sendText('={{ $json.text }}', { onError: 'continueErrorOutput' });
	const workflow = manualWorkflow('Tenants, one unknown', items, node);
	const { id } = await saveWorkflow(host.rest, withCredential(workflow, reference));
	const execution = await runManually(host.rest, id, 'Start');
	expect(execution.outputs('Send').map((items) => items.length)).toEqual([2, 1]);
	expect((await host.received()).map(({ text }) => text).sort()).toEqual(['first', 'third']);
});
