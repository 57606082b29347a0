import { database } from './postgres';

/** The ports of what n8n's processes share, and the address at which gateways reach n8n. */
export interface QueueAddresses {
	readonly redisPort: number;
	readonly databasePort: number;
	/** The address of the editor, without a slash at the end. */
	readonly editorUrl: string;
	/** The address of a process that serves webhooks. */
	readonly webhookUrl: string;
}

/** The environment that all of n8n's processes share in queue mode. */
export function queueEnvironment(addresses: QueueAddresses): NodeJS.ProcessEnv {
	const { redisPort, databasePort, editorUrl, webhookUrl } = addresses;
	return {
		EXECUTIONS_MODE: 'queue',
		OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
		N8N_ENCRYPTION_KEY: 'a key for tests on this machine',
		N8N_EDITOR_BASE_URL: editorUrl,
		N8N_WEBHOOK_URL: `${webhookUrl}/`,
		QUEUE_BULL_REDIS_HOST: '127.0.0.1',
		QUEUE_BULL_REDIS_PORT: String(redisPort),
		QUEUE_HEALTH_CHECK_ACTIVE: 'true',
		N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: '127.0.0.1',
		DB_POSTGRESDB_PORT: String(databasePort),
		DB_POSTGRESDB_DATABASE: database.name,
		DB_POSTGRESDB_USER: database.user,
	};
}
