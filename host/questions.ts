import { credentialType, type CredentialReference } from './credential';
import type { Rest, RestAnswer } from './rest';

/** The nodes that the package brings, as n8n names them. */
export const nodeType = 'n8n-nodes-whatsapp-gateways.whatsAppGateway';
export const triggerType = `${nodeType}Trigger`;
export const pollingTriggerType = `${nodeType}PollingTrigger`;

/** The package's own nodes; all of them use its credential. */
export const nodeTypes: readonly string[] = [nodeType, triggerType, pollingTriggerType];

/** What the editor asks a node while its form is being filled in. */
export interface Question {
	/** Where the parameter stands, such as `parameters.template`. */
	readonly path: string;
	readonly methodName: string;
	/** The node's parameters so far. */
	readonly parameters?: Readonly<Record<string, unknown>>;
	/** What was typed into a search. */
	readonly filter?: string;
	readonly credential: CredentialReference;
	/** The node that is asked; the one that sends where nothing is said. */
	readonly node?: string;
}

type Endpoint = 'options' | 'resource-locator-results' | 'resource-mapper-fields';

/** Asks a node's own method over the editor's interface: a drop-down, a search or fields. */
export async function askNode(
	rest: Rest,
	endpoint: Endpoint,
	{ path, methodName, parameters = {}, filter, credential, node = nodeType }: Question,
): Promise<RestAnswer> {
	return await rest.send('POST', `/rest/dynamic-node-parameters/${endpoint}`, {
		path,
		methodName,
		nodeTypeAndVersion: { name: node, version: 1 },
		currentNodeParameters: parameters,
		credentials: { [credentialType]: credential },
		...(filter === undefined ? {} : { filter }),
	});
}
