import type { ReceivedMessage } from './eventDetails';
import type { DeliveryStatus } from './message';

// What WhatsApp reports of your own side: messages that you sent, payments, templates, the account. As in
// eventDetails.ts, the sentences are the documentation of the item.

/** A payment for an order that you sent. */
export interface Payment {
	/** Your reference of the order. */
	readonly referenceId: string | null;
	/** How far it is: `pending`, `captured`, `failed` … */
	readonly status: string | null;
	/** The amount in whole currency, such as `12.5`. */
	readonly amount: number | null;
	/** The currency, such as `INR`. */
	readonly currency: string | null;
	/** The id of the transaction. */
	readonly transactionId: string | null;
	/** The wamid of the message with the order. */
	readonly whatsappMessageId: string | null;
}

/** A template of yours that changed. */
export interface TemplateChange {
	/** What changed: `status`, `quality`, `category`, `components`. */
	readonly change: string;
	/** The template’s id at WhatsApp. */
	readonly templateId: string | null;
	/** The template’s name. */
	readonly name: string | null;
	/** The template’s language, such as `en_US`. */
	readonly language: string | null;
	/** The new status as WhatsApp writes it: `APPROVED`, `REJECTED`, `PAUSED` … */
	readonly status: string | null;
	/** Why, where WhatsApp says it. */
	readonly reason: string | null;
	/** The new quality: `GREEN`, `YELLOW`, `RED`, `UNKNOWN`. */
	readonly quality: string | null;
	/** The quality before. */
	readonly previousQuality: string | null;
	/** The new category, or the one that WhatsApp will give it. */
	readonly category: string | null;
	/** The category before. */
	readonly previousCategory: string | null;
}

/** News of your account or your number at WhatsApp. */
export interface AccountChange {
	/** The field of Meta’s webhook: `account_update`, `phone_number_quality_update` … */
	readonly change: string;
	/** What happened, as WhatsApp writes it: `ACCOUNT_RESTRICTION`, `DOWNGRADE` … */
	readonly event: string | null;
	/** How serious it is, where WhatsApp says it: `CRITICAL`, `WARNING`, `INFORMATIONAL`. */
	readonly severity: string | null;
	/** The new state or decision, where there is one: `ACTIVE`, `APPROVED`, `TIER_1K` … */
	readonly status: string | null;
	/** Why, or in more words. */
	readonly description: string | null;
}

/** A message of the WhatsApp Business app on your own number. */
export interface Echo {
	/** `sent`, `edited` or `deleted`. */
	readonly action: 'sent' | 'edited' | 'deleted';
	/** `outbound` if you wrote it; `inbound` only in a history. */
	readonly direction: 'inbound' | 'outbound';
	/** Whether it is an old message, which WhatsApp hands over when a number is connected. */
	readonly isHistory: boolean;
	/** The wamid of the message that was edited or deleted. */
	readonly changedMessageId: string | null;
	/** The content. */
	readonly message: ReceivedMessage | null;
}

/** A person of a group. */
export interface GroupMember {
	/** The number, E.164; `null` where WhatsApp hides it. */
	readonly phone: string | null;
	/** WhatsApp’s business-scoped user id. */
	readonly userId: string | null;
	/** The username that a person shows instead of the number. */
	readonly username: string | null;
	/** Why the person could not be removed; `null` for everybody else. */
	readonly reason: string | null;
}

/** A part of a group that was to be changed. */
export interface GroupSetting {
	/** `subject`, `description` or `picture`. */
	readonly name: string;
	/** Whether it was changed. */
	readonly updated: boolean | null;
	/** The new words; `null` for a picture. */
	readonly text: string | null;
	/** Why it was not changed. */
	readonly reason: string | null;
}

/** Something that happened to a group. */
export interface GroupChange {
	/** What happened, as WhatsApp writes it: `group_create`, `group_delete`, `group_participants_add`, `group_participants_remove`, `group_join_request_created`, `group_join_request_revoked`, `group_settings_update`, `group_suspend`, `group_suspend_cleared`. */
	readonly change: string | null;
	/** Which of your requests it answers: the `requestId` in the output of Group: Create, Update and so on. */
	readonly requestId: string | null;
	/** The subject of a new group. */
	readonly subject: string | null;
	/** The link by which people join a new group. */
	readonly inviteLink: string | null;
	/** How people join a new group: `auto_approve` or `approval_required`. */
	readonly joinApprovalMode: string | null;
	/** The id of a request to join, for Group: Approve Join Requests. */
	readonly joinRequestId: string | null;
	/** Who joined, left, was removed or asks to join. */
	readonly people: readonly GroupMember[];
	/** Who could not be removed. */
	readonly failedPeople: readonly GroupMember[];
	/** Who removed the people: `business`, or `participant` for a person who left. */
	readonly initiatedBy: string | null;
	/** What of the group was to be changed. */
	readonly settings: readonly GroupSetting[];
	/** Why what you asked for was not done, or not all of it; `null` where it was. */
	readonly reason: string | null;
	/** Meta’s code for that. */
	readonly metaCode: number | null;
}

/** A sequence or a flow that began for a person, or a campaign that was sent. */
export interface AutomationReport {
	/** The gateway’s id of the sequence, flow or campaign. */
	readonly id: string | null;
	/** Its name. */
	readonly name: string | null;
	/** The gateway’s id of the run for this person. */
	readonly sessionId: string | null;
	/** How far it is, as the gateway writes it: `running`, `completed`, `expired`, `failed` … */
	readonly status: string | null;
	/** The values that it was started with. */
	readonly context: Readonly<Record<string, unknown>> | null;
	/** When it ends by itself, ISO 8601. */
	readonly expiresAt: string | null;
	/** When it ended, ISO 8601. */
	readonly completedAt: string | null;
}

/** Whether and as what WhatsApp bills a message. */
export interface Pricing {
	/** Whether it is billed. */
	readonly billable: boolean | null;
	/** `service`, `utility`, `marketing`, `authentication` … */
	readonly category: string | null;
	/** `regular`, `free_customer_service`, `free_entry_point`. */
	readonly type: string | null;
	/** `PMP`: billed per message; `CBP`: per conversation, as WhatsApp did before. */
	readonly model: string | null;
}

/** WhatsApp’s conversation that a message belongs to. */
export interface Conversation {
	/** WhatsApp’s id of it. */
	readonly id: string | null;
	/** What opened it: `service`, `marketing`, `referral_conversion` … */
	readonly origin: string | null;
	/** When it ends, ISO 8601. */
	readonly expiresAt: string | null;
}

/** A new status of a message that was sent. */
export interface StatusChange {
	/** How far the message is. */
	readonly status: DeliveryStatus;
	/** The gateway’s own id of the message. */
	readonly messageId: string | null;
	/** WhatsApp’s id of the message, `wamid.…`. */
	readonly whatsappMessageId: string | null;
	/** Why it was not delivered. */
	readonly reason: string | null;
	/** Meta’s code for that. */
	readonly metaCode: number | null;
	/** Whether the person listened to a voice message; its status is then `read`. */
	readonly played: boolean;
	/** The key of the message, by which the item that sent it is found. */
	readonly messageKey: string | null;
	/** Whether and as what WhatsApp bills it. */
	readonly pricing: Pricing | null;
	/** The conversation it belongs to. */
	readonly conversation: Conversation | null;
}
