import path from 'node:path';

/** Settings that keep n8n offline: no telemetry, news, template catalogue or licence server. */
const offline = {
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
	N8N_DYNAMIC_BANNERS_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_HIRING_BANNER_ENABLED: 'false',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_VERIFIED_PACKAGES_ENABLED: 'false',
	N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
	N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
	N8N_DISABLED_MODULES: 'mcp-registry,instance-ai,agents,chat-hub',
	N8N_PYTHON_ENABLED: 'false',
	NO_PROXY: '127.0.0.1,localhost',
	no_proxy: '127.0.0.1,localhost',
} as const satisfies NodeJS.ProcessEnv;

const local = {
	// The login works over http.
	N8N_SECURE_COOKIE: 'false',
	// On a busy machine the database answers late; n8n would refuse every request meanwhile.
	DB_PING_TIMEOUT_MS: '60000',
	NO_COLOR: '1',
} as const satisfies NodeJS.ProcessEnv;

/** The addresses and folders that n8n's environment names. */
export interface EnvironmentOptions {
	/** Path of the Node that runs n8n. */
	readonly node: string;
	readonly userFolder: string;
	readonly port: number;
	readonly brokerPort: number;
	/** n8n's address, without a slash at the end. */
	readonly url: string;
}

/** n8n's environment: this process's own without its settings for n8n and npm, and fixed settings. */
export function serverEnvironment(options: EnvironmentOptions): NodeJS.ProcessEnv {
	const { node, userFolder, port, brokerPort, url } = options;
	const inherited = Object.entries(process.env).filter(
		([name]) =>
			!/^(N8N|DB|QUEUE|EXECUTIONS|WEBHOOK|npm)_|^(NODE_(OPTIONS|ENV)|FORCE_COLOR)$/.test(name),
	);
	return {
		...Object.fromEntries(inherited),
		...offline,
		...local,
		PATH: `${path.dirname(node)}${path.delimiter}${process.env['PATH'] ?? ''}`,
		N8N_USER_FOLDER: userFolder,
		N8N_HOST: '127.0.0.1',
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_PORT: String(port),
		N8N_PROTOCOL: 'http',
		N8N_EDITOR_BASE_URL: url,
		N8N_WEBHOOK_URL: `${url}/`,
		// Its name before 2.41.
		WEBHOOK_URL: `${url}/`,
		N8N_RUNNERS_BROKER_LISTEN_ADDRESS: '127.0.0.1',
		N8N_RUNNERS_BROKER_PORT: String(brokerPort),
	};
}
