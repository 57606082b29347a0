import type { Context } from 'hono';

import { toE164 } from '../state/phone';
import { asRecord } from '../state/record';
import { parseUrl } from '../state/parseUrl';

/** Refused fields with their reasons, as Laravel writes them. */
export type FieldErrors = Record<string, string[]>;

/** The media types of forms. */
export type FormType = 'multipart/form-data' | 'application/x-www-form-urlencoded';

/** How one gateway's Laravel differs from another's. */
export interface LaravelStyle {
	/** How sentences name a field; as it is spelled if absent. */
	readonly nameField?: (field: string) => string;
	/** Whether a text of blanks counts as absent, as Laravel's own middleware has it. */
	readonly trims?: true;
	/** The forms that it reads besides JSON; none if absent. */
	readonly forms?: readonly FormType[];
	/** Whether the scheme of a web address may be in capitals, as in `HTTP://`. */
	readonly anyCaseScheme?: true;
	/** What a body counts as that is neither a JSON object nor one of these forms. */
	readonly otherBody: 'refused' | 'empty';
	/** Whether `[]`, PHP's empty object, is one. */
	readonly emptyList?: 'object';
}

/** What a phone number must look like. */
export interface PhoneRule {
	readonly min?: number;
	readonly max?: number;
	/** The refusal of one that does not. */
	readonly invalid?: string;
}

/** The fields of a request, checked one by one as Laravel does; the reasons gather in `errors`. */
export class LaravelFields {
	/** @param path What stands before the fields of an entry, such as `buttons.0.`. */
	constructor(
		readonly body: Readonly<Record<string, unknown>>,
		private readonly style: LaravelStyle,
		private readonly path = '',
		readonly errors: FieldErrors = {},
	) {}

	get areRefused(): boolean {
		return Object.keys(this.errors).length > 0;
	}

	/** Whether the request has a field, whatever it holds. */
	has(field: string): boolean {
		return Object.hasOwn(this.body, field);
	}

	/** Refuses a field with a whole sentence, which replaces one before. */
	refuse(field: string, sentence: string): void {
		this.errors[this.path + field] = [sentence];
	}

	/** Refuses a field with what it must be. */
	refuseField(field: string, rule: string): void {
		this.refuse(field, `The ${this.nameOf(field)} field ${rule}.`);
	}

	/** Refuses a field whose value is none of those that there are. */
	refuseSelected(field: string): void {
		this.refuse(field, `The selected ${this.nameOf(field)} is invalid.`);
	}

	/** A text that may be there; `undefined` if it is absent, or refused with a reason. */
	optionalText(field: string, max = 255): string | undefined {
		const value = this.body[field];
		if (this.isAbsent(value)) return undefined;
		if (typeof value !== 'string') this.refuseField(field, 'must be a string');
		else if ([...value].length > max) {
			this.refuseField(field, `must not be greater than ${max} characters`);
		} else return value;
		return undefined;
	}

	/** A text that must be there; empty, with a reason, if it is not. */
	requiredText(field: string, max?: number): string {
		const text = this.optionalText(field, max) ?? '';
		if (text.trim() === '' && !this.isRefused(field)) {
			this.refuseField(field, 'is required');
		}
		return text;
	}

	/** One of the given values; empty, with a reason, for any other. */
	choice<Value extends string>(
		field: string,
		values: readonly Value[],
		otherwise?: Value,
	): Value | '' {
		if (this.isAbsent(this.body[field]) && otherwise !== undefined) return otherwise;
		const text = this.requiredText(field);
		const found = values.find((one) => one === text);
		if (found === undefined && !this.isRefused(field)) this.refuseSelected(field);
		return found ?? '';
	}

	/** A whole number that may be left out, also as a form has it. */
	optionalInteger(field: string): number | undefined {
		const value = this.body[field];
		if (value === undefined || value === null || value === '') return undefined;
		if (/^\d+$/.test(String(value))) return Number(value);
		this.refuseField(field, 'must be an integer');
		return undefined;
	}

	/** A web address that may be left out; empty if it is, or refused with a reason. */
	optionalUrl(field: string): string {
		return this.checkUrl(field, this.optionalText(field, 2048) ?? '');
	}

	/** A web address that must be there; empty, with a reason, if it is not. */
	requiredUrl(field: string): string {
		return this.checkUrl(field, this.requiredText(field, 2048));
	}

	/** An email address that may be left out. */
	optionalEmail(field: string): string | undefined {
		const email = this.optionalText(field);
		if (email && !/^[^@\s]+@[^@\s]+$/.test(email)) {
			this.refuseField(field, 'must be a valid email address');
		}
		return email;
	}

	/** A phone number in E.164; empty, with a reason, if it is none. */
	phone(field: string, rule: PhoneRule = {}): string {
		const { min = 1, max, invalid = 'format is invalid' } = rule;
		const text = this.requiredText(field, max);
		if (this.isRefused(field)) return '';
		if (text.length < min) {
			this.refuseField(field, `must be at least ${min} characters`);
			return '';
		}
		const phone = toE164(text);
		if (phone === undefined) this.refuseField(field, invalid);
		return phone ?? '';
	}

	/** The entries of a list, each with its own fields; a reason if there are too few or too many. */
	entries(field: string, max: number): LaravelFields[] {
		const value = this.body[field];
		if (!Array.isArray(value) || value.length === 0) {
			this.refuseField(field, 'is required');
			return [];
		}
		if (value.length > max) this.refuseField(field, `must not have more than ${max} items`);
		return value.map((one, index) => {
			const path = `${this.path}${field}.${index}.`;
			return new LaravelFields(asRecord(one) ?? {}, this.style, path, this.errors);
		});
	}

	/** The fields of an object within the request. */
	nested(field: string, value: object): LaravelFields {
		return new LaravelFields({ ...value }, this.style, `${this.path}${field}.`, this.errors);
	}

	/** Whether a field was refused. */
	isRefused(field: string): boolean {
		return this.errors[this.path + field] !== undefined;
	}

	private checkUrl(field: string, url: string): string {
		const pattern = this.style.anyCaseScheme ? /^https?:\/\/\S+$/i : /^https?:\/\/\S+$/;
		if (url !== '' && !(pattern.test(url) && parseUrl(url) !== null)) {
			this.refuseField(field, 'must be a valid URL');
		}
		return url;
	}

	private isAbsent(value: unknown): boolean {
		const isBlank = typeof value === 'string' && value.trim() === '';
		return value === undefined || value === null || (this.style.trims === true && isBlank);
	}

	private nameOf(field: string): string {
		const whole = this.path + field;
		return this.style.nameField?.(whole) ?? whole;
	}
}

/** The fields of a request, or only the reason against its body. */
export async function readLaravelFields(
	context: Context,
	style: LaravelStyle,
): Promise<LaravelFields> {
	const type = context.req.header('content-type')?.toLowerCase() ?? '';
	if (style.forms?.some((form) => type.startsWith(form))) {
		const form = await context.req.parseBody().catch(() => undefined);
		const fields = new LaravelFields(form ?? {}, style);
		if (form === undefined && style.otherBody === 'refused') {
			fields.refuse('body', 'The form is broken.');
		}
		return fields;
	}
	const text = await context.req.text();
	let value: unknown;
	try {
		value = text.trim() === '' ? {} : JSON.parse(text);
	} catch {
		// Not JSON: refused below, like JSON that is no object.
	}
	const isEmptyList = Array.isArray(value) && value.length === 0;
	const body = isEmptyList && style.emptyList === 'object' ? {} : asRecord(value);
	const fields = new LaravelFields(body ?? {}, style);
	if (body === undefined && style.otherBody === 'refused') {
		fields.refuse('body', 'The body must be a JSON object.');
	}
	return fields;
}
