import path from 'node:path';

/** n8n's modules that these tests do not use; each takes time at every start. */
const unusedModules = [
	'agents',
	'breaking-changes',
	'chat-hub',
	'data-table',
	'favorites',
	'insights',
	'instance-ai',
	'mcp',
	'mcp-registry',
	'n8n-packages',
	'otel',
	'quick-connect',
	'workflow-builder',
] as const;

/** n8n's environment for a start in two thirds of the time, for tests that start it often. */
export function fastStartEnvironment(folder: string): NodeJS.ProcessEnv {
	return {
		N8N_LOG_LEVEL: 'warn',
		N8N_DISABLED_MODULES: unusedModules.join(','),
		NODE_COMPILE_CACHE: path.join(folder, 'compiled'),
		NODE_OPTIONS: '--max-semi-space-size=64',
	};
}

/** n8n's environment for no task runner, the process that runs Code nodes. */
export const withoutTaskRunner = {
	N8N_RUNNERS_MODE: 'external',
	N8N_RUNNERS_AUTH_TOKEN: 'unused',
} as const satisfies NodeJS.ProcessEnv;

/** The user folder of an n8n with the package and the owner; each test server copies it. */
export function preparedFolder(folder: string): string {
	return path.join(folder, 'prepared');
}
