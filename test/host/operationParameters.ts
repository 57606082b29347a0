import type { CredentialData } from '../../host/rest/credentials';
import { connectionId } from '../../sandbox/gateways/mojeeb/account';
import type { Gateway } from '../../nodes/WhatsAppGateway/core/gateway';
import type { Need } from '../../nodes/WhatsAppGateway/core/need';
import { operations } from '../../nodes/WhatsAppGateway/operations';
import { accountRuns, usageRuns } from './operationRuns/account';
import { contactListRuns } from './operationRuns/contactLists';
import { contactRuns, laterContactRuns } from './operationRuns/contacts';
import { groupRuns } from './operationRuns/groups';
import { inboxRuns } from './operationRuns/inbox';
import { mediaRuns } from './operationRuns/media';
import { linkRuns } from './operationRuns/messageLinks';
import { messageRuns, waitingRuns } from './operationRuns/messages';
import { codeRuns } from './operationRuns/oneTimePassword';
import type { OperationRuns } from './operationRuns/operationRun';
import { templateRuns } from './operationRuns/templates';

/** What the credential needs beside the fields that it must have. */
export const moreFields: Readonly<Record<string, CredentialData>> = { mojeeb: { connectionId } };

/**
 * One run of each operation or several, in the order in which one has the data of those before it. What a
 * gateway lacks is not said here: the operation knows it.
 */
export const operationRuns: OperationRuns = {
	...accountRuns,
	...contactRuns,
	...contactListRuns,
	...laterContactRuns,
	...groupRuns,
	...inboxRuns,
	...mediaRuns,
	...messageRuns,
	...codeRuns,
	...linkRuns,
	...templateRuns,
	...usageRuns,
	...waitingRuns,
};

/** The operations, by resource and value. */
export const operationByName = new Map(
	operations.map((operation) => [`${operation.resource}:${operation.value}`, operation]),
);

/** The operation of a run. */
export const operationOf = (name: string) => name.split(':').slice(0, 2).join(':');

/** The parameters of a run, as the editor stores them. */
export function parametersOf(name: string, gateway: Gateway): Record<string, unknown> {
	const [resource, operation] = name.split(':');
	const { parameters, parametersOf: own } = operationRuns[name] ?? {};
	return { options: {}, ...parameters, ...own?.(gateway), resource, operation };
}

/** What a run needs and the gateway lacks; `undefined` where it has all. */
export function lackOf(name: string, gateway: Gateway): Need | undefined {
	const { needs } = operationByName.get(operationOf(name)) ?? {};
	if (needs === undefined) return undefined;
	const chosen = 'find' in needs ? '' : String(parametersOf(name, gateway)[needs.field]);
	const need = 'find' in needs ? needs : needs.needs[chosen];
	return need?.find(gateway) === undefined ? need : undefined;
}
