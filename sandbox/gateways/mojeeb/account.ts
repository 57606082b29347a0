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

/** The colleague who may open the agent. */
export const colleague = '5d6e7f80-91a2-4b3c-8d4e-5f60718293a4';

/** The organization's people, the earliest to join first; another one cannot open the agent. */
export const members = [
	{ user_id: '0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d', name: 'Omar Aziz', can_open_agent: false },
	{ user_id: colleague, name: 'Mona Said', can_open_agent: true },
];

/** Who has created the API key, and writes what is written with it. */
export const keyOwner = '7c8d9e0f-1a2b-4c3d-8e4f-5a6b7c8d9e0f';
