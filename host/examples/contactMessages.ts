import { readFileSync } from 'node:fs';

import { contactsFile } from '../services/shop';
import type { PhoneMessage } from './expectedMessages';

/** A message that must arrive at each contact of the sheet who may get it. */
export interface ContactMessage extends Omit<PhoneMessage, 'phone'> {
	/** Who may not get it, although the sheet does not say so. */
	readonly except: readonly string[];
}

interface Contact {
	readonly name: string;
	readonly phone: string;
	readonly consent: string;
}

function contacts(): Contact[] {
	const [, ...rows] = readFileSync(contactsFile, 'utf8').trim().split('\n');
	return rows.map((row) => {
		const [name = '', phone = '', consent = ''] = row.split(',');
		return { name, phone: numberOf(phone), consent };
	});
}

/** A number of the sheet, in which some are written as people and spreadsheets do. */
function numberOf(written: string): string {
	const digits = written.replace('(0)', '').replaceAll(/\D/g, '');
	return `+${digits.replace(/^00/, '')}`;
}

/** Numbers of the sheet that are whole: Britain keeps these for films and examples. */
const wholeNumber = /^\+447700900\d{3}$/;

/** The messages to the contacts who agreed, each once; `{{name}}` in the text is the contact's. */
export function contactMessages({ except, text, ...message }: ContactMessage): PhoneMessage[] {
	const reached = new Set(except);
	return contacts().flatMap(({ name, phone, consent }) => {
		if (consent !== 'yes' || !wholeNumber.test(phone) || reached.has(phone)) return [];
		reached.add(phone);
		return [{ ...message, phone, text: text.replaceAll('{{name}}', name) }];
	});
}
