import type { ILoadOptionsFunctions } from 'n8n-workflow';

import type { TemplateReference } from '../core/gateway';
import { rethrow } from '../core/rethrow';
import { toOperationError } from '../n8n/operationError';
import { openSession, type Session } from '../session/session';
import { createTemplateCache } from '../session/templateCache';
import { rememberAnswers } from './rememberAnswers';

/** In seconds: a user waits for the list to open, so it neither retries long nor waits for a slot. */
const editorLimits = { timeout: 15, maxWait: 0 };

/** Opens the node's credential; the templates are read by requests that are remembered for a moment. */
async function openEditorSession(context: ILoadOptionsFunctions): Promise<Session> {
	const session = await openSession(context, editorLimits);
	const { gateway, connection, accountKey } = session;
	const call = rememberAnswers(connection.call, accountKey);
	return { ...session, templates: createTemplateCache(gateway, { ...connection, call }) };
}

/**
 * Runs a request of the editor with the node's credential.
 *
 * @throws NodeOperationError for a fault
 */
export async function withEditorSession<T>(
	context: ILoadOptionsFunctions,
	request: (session: Session) => Promise<T>,
): Promise<T> {
	try {
		return await request(await openEditorSession(context));
	} catch (error) {
		return rethrow(toOperationError(context.getNode(), error, 'message'));
	}
}

/** Reads the template selected in the form; `undefined` for none, or where an expression fails. */
export function readSelectedTemplate(
	context: ILoadOptionsFunctions,
): TemplateReference | undefined {
	const readText = (name: string) =>
		String(context.getCurrentNodeParameter(name, { extractValue: true }) ?? '').trim();
	const nameOrId = readText('template');
	return nameOrId === '' ? undefined : { nameOrId, language: readText('language') };
}
