/**
 * Which question a reply answers, and how: the id of a button or row. It names the waiting execution, so
 * that the trigger that gets the tap needs to remember nothing.
 */
export interface Ticket {
	readonly executionId: string;
	readonly nodeId: string;
	/** The index of the choice; {@link failureChoice} for news that the question was not delivered. */
	readonly choice: string;
	/** Tells the questions apart that one node asks in a loop. */
	readonly nonce: string;
	/** n8n's signature of the address that resumes the execution, 64 hexadecimal digits. */
	readonly signature: string;
}

const prefix = 'wgw1|';

/** What stands in the place of a choice in the key that the statuses of a question bring back. */
export const failureChoice = 'f';

const signaturePattern = /^[0-9a-f]{64}$/;

/** Whether a signature of n8n has the form that a ticket can hold. */
export function isSignature(text: string): boolean {
	return signaturePattern.test(text);
}

/** Writes a ticket, some 95 characters. */
export function encodeTicket(ticket: Ticket): string {
	const { executionId, nodeId, choice, nonce, signature } = ticket;
	const names = [executionId, nodeId].map(encodeURIComponent);
	return (
		prefix +
		[...names, choice, nonce, Buffer.from(signature, 'hex').toString('base64url')].join('|')
	);
}

function decode(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return '';
	}
}

/** More than any ticket of ours has. */
const maxCharacters = 1000;

/** The highest id of an execution. Postgres refuses a higher one, and n8n would seem to be out of order. */
const maxExecutionId = 2_147_483_647;

/** Whether n8n may have such ids. A customer's phone can send any, and a request is made from them. */
function canExist({ executionId, nodeId }: Ticket): boolean {
	const isExecution = /^\d{1,10}$/.test(executionId) && Number(executionId) <= maxExecutionId;
	// `.` and `..` are steps of a path, and half a character cannot be written into one.
	return isExecution && !/^\.{1,2}$|\p{Surrogate}/u.test(nodeId);
}

/** Reads a ticket; `null` for any other id. */
export function readTicket(id: string | null): Ticket | null {
	if (id === null || !id.startsWith(prefix) || id.length > maxCharacters) return null;
	const parts = id.slice(prefix.length).split('|');
	const [executionId = '', nodeId = '', choice = '', nonce = '', signed = ''] = parts;
	const ticket = {
		executionId: decode(executionId),
		nodeId: decode(nodeId),
		choice,
		nonce,
		signature: Buffer.from(signed, 'base64url').toString('hex'),
	};
	const isWhole = parts.length === 5 && Object.values(ticket).every((part) => part !== '');
	return isWhole && isSignature(ticket.signature) && canExist(ticket) ? ticket : null;
}

/** Names the question of a ticket: the same for each of its choices. */
export function questionOf({ executionId, nodeId, nonce }: Ticket): string {
	return JSON.stringify([executionId, nodeId, nonce]);
}
