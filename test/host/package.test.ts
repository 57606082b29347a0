import axios from 'axios';

import { credentialType } from '../../host/rest/credentials';
import { nodeType, nodeTypes } from '../../host/rest/editorRequests';
import { isRecord, recordsOf } from '../../host/rest/narrow';
import { openHost, type Host } from './host';

let host: Host;
beforeAll(async () => {
	host = await openHost();
});

test('n8n lists the nodes, and the sending one also as a tool for AI agents and before their tools', async () => {
	const types = recordsOf(await host.rest.request('GET', '/types/nodes.json'));
	const names = types.map(({ name }) => name).filter((name) => String(name).includes('whatsAppG'));
	expect(names.sort()).toEqual([...nodeTypes, `${nodeType}Tool`, `${nodeType}HitlTool`].sort());
});

test('n8n serves the nodes’ icons', async () => {
	const types = recordsOf(await host.rest.request('GET', '/types/nodes.json'));
	const urls = types
		.filter(({ name }) => nodeTypes.includes(String(name)))
		.flatMap(({ iconUrl }) => (isRecord(iconUrl) ? Object.values(iconUrl) : [iconUrl]));
	expect(urls).toHaveLength(2 * nodeTypes.length);
	for (const url of urls) {
		const { status, headers } = await axios.get(`${host.url}/${String(url)}`, { proxy: false });
		expect([status, headers['content-type']]).toEqual([200, 'image/svg+xml']);
	}
});

test('n8n lists the credential type, with a test and the nodes that take it', async () => {
	const types = recordsOf(await host.rest.request('GET', '/types/credentials.json'));
	const type = types.find(({ name }) => name === credentialType);
	expect(type).toMatchObject({ supportedNodes: expect.arrayContaining([...nodeTypes]) });
	expect(type?.['test']).toBeDefined();
});
