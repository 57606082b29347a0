/** What a template's header holds. */
export type HeaderType = 'TEXT' | 'IMAGE' | 'VIDEO' | 'GIF' | 'DOCUMENT' | 'LOCATION' | 'PRODUCT';

/** Whether WhatsApp lets a translation be sent. */
export type TemplateStatus = 'APPROVED' | 'PENDING' | 'REJECTED';

/** The texts of a template in one language. */
export interface Translation {
	readonly status: TemplateStatus;
	readonly body: string;
	readonly headerText?: string;
	readonly footer?: string;
}

/** A header without its text. */
export interface SeedHeader {
	readonly type: HeaderType;
	readonly mediaUrl?: string;
}

/** A button by Meta's type. */
export interface SeedButton {
	readonly type: string;
	readonly text: string;
	readonly url?: string;
}

/** A card of a carousel. */
export interface SeedCard {
	readonly header: SeedHeader;
	readonly body?: string;
	readonly buttons: readonly SeedButton[];
}

/** A template as WhatsApp keeps it; every dialect shows it in its own form. */
export interface SeedTemplate {
	readonly name: string;
	readonly category: 'UTILITY' | 'MARKETING' | 'AUTHENTICATION';
	readonly header?: SeedHeader;
	readonly buttons?: readonly SeedButton[];
	/** A limited-time offer; with an expiration, each message names its end. */
	readonly offer?: { readonly text: string; readonly hasExpiration: boolean };
	readonly cards?: readonly SeedCard[];
	/** Another component by Meta's type: one without values, or one that nobody here knows. */
	readonly component?: 'CALL_PERMISSION_REQUEST' | 'ORDER_STATUS';
	/** By language code as Meta spells it; the first one is the original. */
	readonly translations: Readonly<Record<string, Translation>>;
}
