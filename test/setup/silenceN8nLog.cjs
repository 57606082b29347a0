// n8n's engine logs each failed node; the tests check the failures themselves.
process.env.N8N_LOG_LEVEL ??= 'silent';
