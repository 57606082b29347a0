import { openTestServer, type TestServer } from '../faults/server/testServer';

/** The modules that stay off; the examples need the Data Tables, which other tests switch off. */
const modules = { N8N_DISABLED_MODULES: 'mcp-registry,instance-ai,agents,chat-hub' } as const;

/** Starts a server of the release under test, with what the examples need. */
export async function openCompatServer(): Promise<TestServer> {
	return await openTestServer(modules);
}
