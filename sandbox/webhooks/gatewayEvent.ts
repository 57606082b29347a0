import type { Contact } from '../state/contacts';
import type { StoredMessage } from '../state/message';

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
	| { readonly kind: 'test' }
);
