import { saveCredential, type CredentialReference } from '../rest/credentials';
import type { Rest } from '../rest/rest';

/** n8n's node for OpenAI's chat models, and for every server that speaks like it. */
export const modelNodeType = '@n8n/n8n-nodes-langchain.lmChatOpenAi';

/** The type of that node's credential. */
export const modelCredentialType = 'openAiApi';

/** The credential's fields for an imitated model at a base URL. n8n asks for a key, and the imitation for none. */
export const modelCredentialData = (baseUrl: string) => ({ apiKey: 'none', url: baseUrl });

/** The credential's name in n8n's list. */
export const modelCredentialName = 'Imitated model (answers by rules)';

/** Saves a credential for the imitated model at this base URL. */
export async function saveModelCredential(
	rest: Rest,
	baseUrl: string,
	name = modelCredentialName,
): Promise<CredentialReference> {
	return await saveCredential(rest, name, modelCredentialData(baseUrl), modelCredentialType);
}
