import type { CredentialData } from '../../host/rest/credentials';
import { connectionId } from '../../sandbox/gateways/mojeeb/account';
import { accountRuns, usageRuns } from './operationRuns/account';
import { contactListRuns } from './operationRuns/contactLists';
import { contactRuns, laterContactRuns } from './operationRuns/contacts';
import { groupRuns } from './operationRuns/groups';
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
	...mediaRuns,
	...messageRuns,
	...codeRuns,
	...linkRuns,
	...templateRuns,
	...usageRuns,
	...waitingRuns,
};
