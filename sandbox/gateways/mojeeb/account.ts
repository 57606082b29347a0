/** The one account of the sandbox's Mojeeb, as the credential wants it. */
export const account = {
	agentId: '0b9f8a52-7f6e-4c1d-9a3b-5d2e8f7a6c41',
	senderNumber: '+15550100200',
} as const;

/** The connection of that number, which the list of templates can name. */
export const connectionId = '3f0c2a1e-8d4b-4b7a-9c55-1e2d3c4b5a69';

/**
 * A second agent with the same number: its account has no list of templates and Meta cannot be read
 * for it, so names and languages are not checked before a send.
 */
export const agentWithoutList = '00000000-0000-4000-8000-00000000dead';

/** An agent that exists, but that the key is not allowed to act for. */
export const agentOfOthers = '00000000-0000-4000-8000-0000000000ff';
