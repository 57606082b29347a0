import type { Receipt } from '../core/message';
import type { PageQuestion } from './page/html';

/** How the person answers. */
export type ResponseType = 'approval' | 'choice' | 'list';

/** What a person can tap. */
export interface Choice {
	/** The user's own id of it; `approve` and `decline` for an approval. */
	readonly id: string;
	readonly title: string;
}

/** The message that confirms a tap. */
export interface Confirmation {
	/** `{title}` stands for the words on the button. */
	readonly text: string;
	/** The fields of the account that the question overrides, such as its sender. */
	readonly sender: Readonly<Record<string, string>>;
}

/** A question that is ready to be asked. */
export interface Question {
	/** `chat`: a tap in WhatsApp, which needs a proof. `page`: a page that the link in the text opens. */
	readonly via: 'chat' | 'page';
	readonly responseType: ResponseType;
	/** The person asked, as the workflow gives it: E.164 or a user id. */
	readonly to: string;
	readonly nonce: string;
	/** Of the proof that a tap comes through a trigger with the same credential; absent on a page. */
	readonly proofDigest?: string;
	/** Of an approval, the first one approves. */
	readonly choices: readonly Choice[];
	/** `null` for none. */
	readonly confirmation: Confirmation | null;
	/** What the page shows, where the answer is given on one; its answers are the choices. */
	readonly page?: PageQuestion;
}

/** A question that was asked, as n8n keeps it with the waiting execution. */
export interface Waiting extends Question {
	readonly receipt: Receipt;
}
