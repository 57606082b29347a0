import { saveCredential } from '../../host/rest/credentials';
import { callNodeMethod } from '../../host/rest/editorRequests';
import { isRecord, recordsOf } from '../../host/rest/narrow';
import { openHost, type Host } from './host';

let host: Host;
beforeAll(async () => {
	host = await openHost();
});

const chosen = (template: string) => ({
	resource: 'message',
	operation: 'sendTemplate',
	template: { __rl: true, mode: 'list', value: template },
	language: '',
});

async function templates(filter?: string): Promise<Array<Record<string, unknown>>> {
	const { data } = await callNodeMethod(host.rest, 'resource-locator-results', {
		path: 'parameters.template',
		methodName: 'searchTemplates',
		credential: host.credential,
		...(filter === undefined ? {} : { filter }),
	});
	return recordsOf(isRecord(data) ? data['results'] : []);
}

async function fields(template: string): Promise<Array<Record<string, unknown>>> {
	const { data } = await callNodeMethod(host.rest, 'resource-mapper-fields', {
		path: 'parameters.placeholders',
		methodName: 'getPlaceholders',
		parameters: chosen(template),
		credential: host.credential,
	});
	return recordsOf(isRecord(data) ? data['fields'] : []);
}

test('the template picker lists the account’s templates and marks what cannot be sent', async () => {
	const found = await templates();
	expect(found.map(({ value }) => value)).toEqual(
		expect.arrayContaining(['order_confirmation', 'appointment_reminder', 'winter_sale']),
	);
	expect(found.find(({ value }) => value === 'winter_sale')?.['name']).toMatch(/pending/);
});

test('the search narrows the list', async () => {
	expect((await templates('order')).map(({ value }) => value)).toEqual(['order_confirmation']);
	expect(await templates('there is no such template')).toEqual([]);
});

test('the languages are those of the chosen template', async () => {
	const { data } = await callNodeMethod(host.rest, 'options', {
		path: 'parameters.language',
		methodName: 'getLanguages',
		parameters: chosen('welcome_back'),
		credential: host.credential,
	});
	const values = recordsOf(data).map(({ value }) => value);
	expect(values[0]).toBe('');
	expect(values).toEqual(expect.arrayContaining(['en', 'de']));
});

test('each placeholder of the chosen template is a required field', async () => {
	const positional = await fields('order_confirmation');
	expect(positional.map(({ id }) => id)).toEqual([
		'order_confirmation.1',
		'order_confirmation.2',
		'order_confirmation.3',
	]);
	expect(positional.every(({ required }) => required === true)).toBe(true);

	const named = await fields('appointment_reminder');
	expect(named.map(({ id }) => id)).toEqual([
		'appointment_reminder.first_name',
		'appointment_reminder.date',
		'appointment_reminder.time',
	]);
});

test('the picker shows that the gateway refuses a credential, without its token', async () => {
	const data = host.fields({ accessToken: 'not-the-token' });
	const credential = await saveCredential(host.rest, 'A wrong token', data);
	const answer = await callNodeMethod(host.rest, 'resource-locator-results', {
		path: 'parameters.template',
		methodName: 'searchTemplates',
		credential,
	});
	expect(answer.status).toBeGreaterThanOrEqual(400);
	expect(answer.message).toMatch(/token/i);
	expect(JSON.stringify(answer)).not.toContain('not-the-token');
});
