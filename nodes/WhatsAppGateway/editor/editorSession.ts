import { type ILoadOptionsFunctions, NodeOperationError } from 'n8n-workflow';

import { GatewayError } from '../core/faults';
import type { TemplateReference } from '../core/gateway';
import { openSession, type Session } from '../session/session';

/** A user who waits for a list to open does not wait half a minute, let alone for a slower pace. */
const editorLimits = { timeout: 15, maxWait: 0 };

/** Runs one of the editor's questions with the node's credential; what fails becomes a sentence. */
export async function withEditorSession<T>(
	context: ILoadOptionsFunctions,
	ask: (session: Session) => Promise<T>,
): Promise<T> {
	try {
		return await ask(await openSession(context, editorLimits));
	} catch (error) {
		if (!(error instanceof GatewayError)) {
			throw new NodeOperationError(context.getNode(), error as Error);
		}
		throw new NodeOperationError(context.getNode(), `${error.message} ${error.hint}`);
	}
}

/** The template that is chosen in the form; `undefined` while there is none, or an expression fails. */
export function chosenTemplate(context: ILoadOptionsFunctions): TemplateReference | undefined {
	const read = (name: string) =>
		String(context.getCurrentNodeParameter(name, { extractValue: true }) ?? '').trim();
	const nameOrId = read('template');
	return nameOrId === '' ? undefined : { nameOrId, language: read('language') };
}
