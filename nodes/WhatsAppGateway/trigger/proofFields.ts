import type { INodeProperties } from 'n8n-workflow';

/** Whether what nobody has signed may start runs. */
export const acceptUnsigned: INodeProperties = {
	displayName: 'Accept Unsigned Deliveries',
	name: 'acceptUnsigned',
	type: 'boolean',
	default: false,
	description:
		'Whether to accept deliveries without a proof if the credential has no signing secret. Anyone who knows the URL can then start the workflow.',
};

/** A part of the address that nobody can guess. */
export const urlSecret: INodeProperties = {
	displayName: 'Secret in the URL',
	name: 'urlSecret',
	type: 'string',
	// n8n puts the option into the address as it stands.
	noDataExpression: true,
	typeOptions: { password: true },
	default: '',
	description:
		'Letters and digits that are hard to guess, at the end of the URL. They prove the deliveries that a gateway does not sign, such as those of Webhook Resend.',
};

/** What a person entered by hand at Meta. */
export const verifyToken: INodeProperties = {
	displayName: 'Verify Token',
	name: 'verifyToken',
	type: 'string',
	typeOptions: { password: true },
	default: '',
	description:
		'Only for a webhook that you set up manually in Meta’s App Dashboard: the verify token that you enter there',
};

/** The last part of the trigger’s address; without a secret, the same for every trigger. */
export const webhookPath = `={{ $parameter["options"]?.["${urlSecret.name}"] || "webhook" }}`;
