/** Which templates of WhatsApp's library to list; what is left out does not matter. */
export interface LibraryQuery {
	/** Part of the name or of the texts. */
	readonly search?: string;
	/** Meta's name of it, as the next two. */
	readonly topic?: string;
	readonly useCase?: string;
	readonly industry?: string;
	/** Meta's language code (`en_US`). */
	readonly language?: string;
}

/** A button of a template in the library, with example data. */
export interface LibraryButton {
	/** Meta's name: `URL`, `PHONE_NUMBER`, `OTP` … */
	readonly type: string;
	readonly text: string | null;
	readonly url: string | null;
	readonly phoneNumber: string | null;
}

/** A template of WhatsApp's library in one language. Its words cannot be changed. */
export interface LibraryTemplate {
	readonly id: string;
	readonly name: string;
	readonly language: string | null;
	readonly category: string | null;
	readonly topic: string | null;
	readonly useCase: string | null;
	readonly industries: readonly string[];
	readonly header: string | null;
	readonly body: string | null;
	/** What the placeholders of the body stand for, in order; `type` is what WhatsApp checks when it is sent. */
	readonly values: ReadonlyArray<{ readonly type: string | null; readonly example: string }>;
	readonly buttons: readonly LibraryButton[];
	readonly raw: unknown;
}

/** How the button of a one-time password works, by Meta's names. */
export const otpTypes = ['COPY_CODE', 'ONE_TAP', 'ZERO_TAP'] as const;

/** One of these. */
export type OtpType = (typeof otpTypes)[number];

/** The link of a button. */
export interface ButtonLink {
	/** It may end with `{{1}}`. */
	readonly url: string;
	/** The whole address with an example in place of `{{1}}`; left out where it has none. */
	readonly example?: string;
}

/** The sentences that a template of the library may have or not; what is left out is WhatsApp's to choose. */
export interface LibraryBody {
	readonly contactNumber?: boolean;
	readonly learnMoreLink?: boolean;
	readonly securityRecommendation?: boolean;
	readonly trackPackageLink?: boolean;
	/** Minutes. */
	readonly codeExpiresAfter?: number;
}

/** What is made of a template of the library. */
export interface LibraryCopy {
	/** The library's name of it. */
	readonly from: string;
	/** The name of the new template. */
	readonly name: string;
	readonly language: string;
	/** For its link button; `null` where none is given. */
	readonly link: ButtonLink | null;
	/** In E.164, for its call button; `null` where none is given. */
	readonly phoneNumber: string | null;
	/** For its button of a one-time password. */
	readonly otpType: OtpType;
	/** The Android apps that may fill the code in. */
	readonly apps: ReadonlyArray<{ readonly packageName: string; readonly signatureHash: string }>;
	readonly zeroTapTermsAccepted: boolean;
	readonly body: LibraryBody;
}
