import axios from 'axios';

import { isRecord, recordsOf, textField } from './narrow';
import type { Rest } from './rest';
import { Saver } from './saver';

/** The credential type of the package. */
export const credentialType = 'whatsAppGatewayApi';

/** The part of a credential that a workflow's node stores. */
export interface CredentialReference {
	readonly id: string;
	readonly name: string;
}

/** A credential's fields, secrets included. */
export type CredentialData = Readonly<Record<string, string>>;

/** A credential for one of the sandbox's gateways. */
export interface SandboxCredential {
	/** The name in n8n's list. */
	readonly name: string;
	readonly data: CredentialData;
}

/** The name in n8n's list of the credential for a gateway of the sandbox. */
export function accountName(gateway: string): string {
	return `${gateway} (sandbox)`;
}

/** An account at one of the sandbox's gateways, saved in n8n as a credential. */
export interface SavedAccount extends SandboxCredential {
	readonly reference: CredentialReference;
}

/** Saves a credential for each gateway of the sandbox. */
export async function saveAccounts(
	rest: Rest,
	sandboxUrl: string,
	saver = new Saver(rest),
): Promise<SavedAccount[]> {
	const saved: SavedAccount[] = [];
	for (const { name, data } of await sandboxCredentials(sandboxUrl)) {
		saved.push({ name, data, reference: await placeCredential(saver, name, data) });
	}
	return saved;
}

/** A credential for each gateway that a running sandbox lists. */
export async function sandboxCredentials(sandboxUrl: string): Promise<SandboxCredential[]> {
	const { data: overview } = await axios.get<unknown>(`${sandboxUrl}/_sandbox`, { proxy: false });
	return recordsOf(isRecord(overview) ? overview['gateways'] : []).map((gateway) => ({
		name: accountName(textField(gateway, 'name')),
		data: {
			gateway: textField(gateway, 'id'),
			accessToken: textField(gateway, 'accessToken'),
			baseUrl: textField(gateway, 'baseUrl'),
			defaultCountry: 'DE',
			webhookSecret: String(gateway['signingSecret'] ?? ''),
			...(gateway['fields'] as CredentialData),
		},
	}));
}

/** Creates the credential of this name, or updates the existing one. `type` is the package's if absent. */
export async function saveCredential(
	rest: Rest,
	name: string,
	data: CredentialData,
	type = credentialType,
): Promise<CredentialReference> {
	return await placeCredential(new Saver(rest), name, data, { type });
}

/** How a credential is saved. */
interface Placing {
	/** The package's if absent. */
	readonly type?: string;
	/** What stands for its fields: where it is as it was last time, nothing is saved. The fields if absent. */
	readonly content?: unknown;
	/** Saves it in any case, which makes it the one that a new node takes. */
	readonly isForced?: boolean;
}

/** Saves a credential, beside the one of its name if the user has edited that. */
export async function placeCredential(
	saver: Saver,
	name: string,
	data: CredentialData,
	{ type = credentialType, content = data, isForced }: Placing = {},
): Promise<CredentialReference> {
	const shelf = {
		kind: 'credential',
		content,
		async find(rest: Rest, wanted: string, own: string | undefined) {
			const named = recordsOf(await rest.request('GET', '/rest/credentials')).filter(
				(credential) => credential['name'] === wanted && credential['type'] === type,
			);
			const found = named.find((credential) => credential['id'] === own) ?? named[0];
			return found && { id: textField(found, 'id'), state: found['updatedAt'] };
		},
		async save(rest: Rest, free: string, id: string | undefined) {
			const body = { name: free, type, data };
			const saved =
				id === undefined
					? await rest.request('POST', '/rest/credentials', body)
					: await rest.request('PATCH', `/rest/credentials/${id}`, body);
			return textField(saved, 'id');
		},
	} as const;
	const placed = await saver.place(name, shelf, isForced);
	return { id: placed.id, name: placed.name };
}

/** The result of a credential test, as the credential window shows it. */
export interface CredentialTest {
	readonly ok: boolean;
	readonly message: string;
}

/** Tests fields that are not saved yet, as the editor does before the first save; an older one saves them first. */
export async function testCredential(rest: Rest, data: CredentialData): Promise<CredentialTest> {
	if (!rest.dialect.testsUnsaved) {
		const { id } = await saveCredential(rest, 'being tested', data);
		return await testSavedCredential(rest, id);
	}
	const project = textField(await rest.request('GET', '/rest/projects/personal'), 'id');
	const credentials = {
		id: '',
		name: 'not saved yet',
		type: credentialType,
		data,
		homeProject: { id: project },
	};
	return readTest(await rest.request('POST', '/rest/credentials/test', { credentials }));
}

/** Tests a saved credential: reads its redacted fields and sends them back, as the editor does. */
export async function testSavedCredential(rest: Rest, id: string): Promise<CredentialTest> {
	const credentials = await rest.request('GET', `/rest/credentials/${id}?includeData=true`);
	return readTest(await rest.request('POST', '/rest/credentials/test', { credentials }));
}

function readTest(response: unknown): CredentialTest {
	const status = isRecord(response) ? response['status'] : undefined;
	return { ok: status === 'OK', message: textField(response, 'message') };
}
