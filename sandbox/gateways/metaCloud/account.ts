/** The one account of the sandbox's Meta, as the credential wants it. */
export const account = {
	phoneNumberId: '106540352242922',
	businessAccountId: '102290129340398',
	graphApiVersion: 'v26.0',
} as const;

/** The number that people write to, as Meta's webhooks name it. */
export const displayNumber = '15550100100';
