import axios from 'axios';

import { credentialType } from '../../host/credential';
import { nodeType } from '../../host/questions';
import { isRecord, records } from '../../host/rest';
import { openHost, type Host } from './host';

let host: Host;
beforeAll(async () => {
	host = await openHost();
});

test('n8n lists the node, and again as a tool for AI agents', async () => {
	const types = records(await host.rest.ask('GET', '/types/nodes.json'));
	const names = types.map(({ name }) => name).filter((name) => String(name).includes('whatsAppG'));
	expect(names.sort()).toEqual([nodeType, `${nodeType}Tool`]);
});

test('n8n serves the node’s icons', async () => {
	const types = records(await host.rest.ask('GET', '/types/nodes.json'));
	const { iconUrl } = types.find(({ name }) => name === nodeType) ?? {};
	const urls = isRecord(iconUrl) ? Object.values(iconUrl) : [iconUrl];
	expect(urls.length).toBeGreaterThan(0);
	for (const url of urls) {
		const { status, headers } = await axios.get(`${host.url}/${String(url)}`, { proxy: false });
		expect([status, headers['content-type']]).toEqual([200, 'image/svg+xml']);
	}
});

test('n8n lists the credential type, with a test and the nodes that take it', async () => {
	const types = records(await host.rest.ask('GET', '/types/credentials.json'));
	const type = types.find(({ name }) => name === credentialType);
	expect(type).toMatchObject({ supportedNodes: expect.arrayContaining([nodeType]) });
	expect(type?.['test']).toBeDefined();
});
