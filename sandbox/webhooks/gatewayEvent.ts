import type { Contact } from '../state/contacts';
import type { Original, StoredMessage } from '../state/message';

/** One thing that happened, which a gateway may deliver. */
export type GatewayEvent = { /** ISO 8601, UTC, by the sandbox's clock. */ readonly at: string } & (
	| { readonly kind: 'message'; readonly message: StoredMessage; readonly contact: Contact }
	| {
			readonly kind: 'status';
			readonly message: StoredMessage;
			readonly status: 'sent' | 'delivered' | 'read' | 'failed';
			readonly reason: string | null;
	  }
	| {
			readonly kind: 'optOut';
			readonly contact: Contact;
			/** Whether the gateway did not know the person before. */
			readonly isNew: boolean;
			/** By writing STOP, or by the switch that WhatsApp has for it. */
			readonly by: 'word' | 'switch';
	  }
	| {
			/** A colleague did something in the WhatsApp Business app on the same number. */
			readonly kind: 'echo';
			readonly phone: string;
			readonly whatsappMessageId: string;
			readonly original: Original;
	  }
	| {
			readonly kind: 'call';
			readonly phone: string;
			readonly callId: string;
			readonly event: 'connect' | 'terminate';
			readonly direction: 'inbound' | 'outbound';
	  }
	| {
			readonly kind: 'template';
			readonly name: string;
			readonly language: string;
			readonly change: 'status' | 'quality' | 'category';
			/** The new status, quality or category. */
			readonly to: string;
			readonly reason: string | null;
	  }
	| {
			/** News of the account, in the gateway's own words. */
			readonly kind: 'account';
			readonly field: string;
			readonly value: Readonly<Record<string, unknown>>;
	  }
	| { readonly kind: 'test' }
);
