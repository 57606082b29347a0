import { credentialType, type CredentialReference } from './credentials';
import type { Rest, RestResponse } from './rest';

/** The package's node types, as n8n names them. */
export const nodeType = 'n8n-nodes-whatsapp-gateways.whatsAppGateway';
export const triggerType = `${nodeType}Trigger`;
export const pollingTriggerType = `${nodeType}PollingTrigger`;

/** All of the package's node types; each of them takes the package's credential. */
export const nodeTypes: readonly string[] = [nodeType, triggerType, pollingTriggerType];

/** A request that the editor sends for a node whose form is open. */
export interface EditorRequest {
	/** The parameter's path, such as `parameters.template`. */
	readonly path: string;
	readonly methodName: string;
	/** The values that the form holds so far. */
	readonly parameters?: Readonly<Record<string, unknown>>;
	/** The text in a search field. */
	readonly filter?: string;
	readonly credential: CredentialReference;
	/** The node's type; {@link nodeType} if absent. */
	readonly node?: string;
}

type Endpoint = 'options' | 'resource-locator-results' | 'resource-mapper-fields';

/** Calls a node's own method as the editor does: for a drop-down, a search or mapped fields. */
export async function callNodeMethod(
	rest: Rest,
	endpoint: Endpoint,
	{ path, methodName, parameters = {}, filter, credential, node = nodeType }: EditorRequest,
): Promise<RestResponse> {
	return await rest.send('POST', `/rest/dynamic-node-parameters/${endpoint}`, {
		path,
		methodName,
		nodeTypeAndVersion: { name: node, version: 1 },
		currentNodeParameters: parameters,
		credentials: { [credentialType]: credential },
		...(filter === undefined ? {} : { filter }),
	});
}
