import { overview } from '../sandbox/control/overview';
import { isRecord, records, text, type Rest } from './rest';

/** The credential type that the package brings. */
export const credentialType = 'whatsAppGatewayApi';

/** What a workflow's node keeps of a credential. */
export interface CredentialReference {
	readonly id: string;
	readonly name: string;
}

/** A credential's fields, secrets included. */
export type CredentialData = Readonly<Record<string, string>>;

/** A credential that points at one of the sandbox's gateways. */
export interface SandboxCredential {
	/** As n8n's list shows it. */
	readonly name: string;
	readonly data: CredentialData;
}

/** A credential that n8n keeps, and what is in it. */
export interface SavedAccount extends SandboxCredential {
	readonly reference: CredentialReference;
}

/** Saves a credential for each gateway that the sandbox speaks like. */
export async function saveAccounts(rest: Rest, sandboxUrl: string): Promise<SavedAccount[]> {
	const saved: SavedAccount[] = [];
	for (const { name, data } of sandboxCredentials(sandboxUrl)) {
		saved.push({ name, data, reference: await saveCredential(rest, name, data) });
	}
	return saved;
}

/** A credential for each gateway that the sandbox speaks like, as it says of itself. */
export function sandboxCredentials(sandboxUrl: string): readonly SandboxCredential[] {
	return overview(sandboxUrl).gateways.map(
		({ id, name, baseUrl, accessToken, signingSecret, fields }) => ({
			name: `${name} (sandbox)`,
			data: {
				gateway: id,
				accessToken,
				baseUrl,
				defaultCountry: 'DE',
				webhookSecret: signingSecret ?? '',
				...fields,
			},
		}),
	);
}

/** Creates the credential of this name, or brings the one that is there up to date. */
export async function saveCredential(
	rest: Rest,
	name: string,
	data: CredentialData,
): Promise<CredentialReference> {
	const saved = records(await rest.ask('GET', '/rest/credentials')).find(
		(credential) => credential['name'] === name && credential['type'] === credentialType,
	);
	const body = { name, type: credentialType, data };
	const answer = saved
		? await rest.ask('PATCH', `/rest/credentials/${text(saved, 'id')}`, body)
		: await rest.ask('POST', '/rest/credentials', body);
	return { id: text(answer, 'id'), name };
}

/** What the credential window says after *Save*. */
export interface CredentialTest {
	readonly ok: boolean;
	readonly message: string;
}

/** Tests fields that are not saved, as the editor does while they are being typed. */
export async function testCredential(rest: Rest, data: CredentialData): Promise<CredentialTest> {
	const project = text(await rest.ask('GET', '/rest/projects/personal'), 'id');
	const credentials = {
		id: '',
		name: 'being typed',
		type: credentialType,
		data,
		homeProject: { id: project },
	};
	return verdict(await rest.ask('POST', '/rest/credentials/test', { credentials }));
}

/** Tests a saved credential: its redacted fields are read and sent back, as the editor does. */
export async function testSavedCredential(rest: Rest, id: string): Promise<CredentialTest> {
	const credentials = await rest.ask('GET', `/rest/credentials/${id}?includeData=true`);
	return verdict(await rest.ask('POST', '/rest/credentials/test', { credentials }));
}

function verdict(answer: unknown): CredentialTest {
	const status = isRecord(answer) ? answer['status'] : undefined;
	return { ok: status === 'OK', message: text(answer, 'message') };
}
