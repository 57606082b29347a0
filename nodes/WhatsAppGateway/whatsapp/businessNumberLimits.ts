import type { ChatComponentsChange, ProfileChange } from '../core/businessNumber';
import { checkLength, type Limit } from './limits';
import { refuse } from './shape';

const shorten = 'Shorten it by {excess}.';

/**
 * What WhatsApp takes of a profile.
 * Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/business-profiles/
 */
const profileLimits = {
	about: { field: 'About', maxCharacters: 139, hint: shorten },
	address: { field: 'Address', maxCharacters: 256, hint: shorten },
	description: { field: 'Description', maxCharacters: 512, hint: shorten },
	email: { field: 'Email', maxCharacters: 128, hint: shorten },
} as const satisfies Record<string, Limit>;

const website: Limit = { field: 'Websites', maxCharacters: 256, hint: shorten };

const maxWebsites = 2;

/** Checks a profile before it is changed. Throws `invalidRequest`. */
export function checkProfile(change: ProfileChange): void {
	for (const name of ['about', 'address', 'description', 'email'] as const) {
		checkLength(change[name] ?? '', profileLimits[name]);
	}
	const websites = change.websites ?? [];
	if (websites.length > maxWebsites) {
		refuse(
			`There are ${websites.length} websites; WhatsApp shows at most ${maxWebsites}.`,
			'Remove some.',
		);
	}
	for (const address of websites) {
		checkLength(address, website);
		if (/^https?:\/\/\S+$/i.test(address)) continue;
		refuse(
			`“${address}” is not the address of a website.`,
			'Write the whole address with https:// in front.',
		);
	}
}

/**
 * What WhatsApp takes of ice breakers and commands.
 * Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/business-phone-numbers/conversational-components/
 */
const chatLimits = {
	iceBreaker: { field: 'Text', maxCharacters: 80, hint: shorten },
	commandName: { field: 'Name', maxCharacters: 32, hint: shorten },
	commandDescription: { field: 'Description', maxCharacters: 256, hint: shorten },
} as const satisfies Record<string, Limit>;

const maxCounts = { iceBreakers: 4, commands: 30 } as const;

function checkCount(count: number, max: number, what: string): void {
	if (count <= max) return;
	refuse(`There are ${count} ${what}; WhatsApp allows at most ${max}.`, 'Remove some.');
}

/** Checks ice breakers and commands before they are set. Throws `invalidRequest`. */
export function checkChatComponents({ iceBreakers, commands }: ChatComponentsChange): void {
	checkCount(iceBreakers?.length ?? 0, maxCounts.iceBreakers, 'ice breakers');
	checkCount(commands?.length ?? 0, maxCounts.commands, 'commands');
	iceBreakers?.forEach((text, index) => {
		const element = `Ice Breaker ${index + 1}`;
		if (text === '') refuse(`${element} is empty.`, 'Fill it in, or remove it.');
		checkLength(text, chatLimits.iceBreaker, element);
	});
	commands?.forEach(({ name, description }, index) => {
		const element = `Command ${index + 1}`;
		if (!/^\w+$/.test(name)) {
			refuse(
				`${element}: “${name}” cannot be the name of a command.`,
				'Use letters, digits and underscores only, without the slash.',
			);
		}
		if (description === '') refuse(`${element} has no description.`, 'Fill it in.');
		checkLength(name, chatLimits.commandName, element);
		checkLength(description, chatLimits.commandDescription, element);
	});
	const names = commands?.map(({ name }) => name.toLowerCase()) ?? [];
	const twice = names.find((name, index) => names.indexOf(name) !== index);
	if (twice !== undefined) {
		refuse(`Two commands are called “${twice}”.`, 'Give each of them a name of its own.');
	}
}
