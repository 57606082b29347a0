import type {
	BusinessNumbers,
	BusinessPhoneNumber,
	BusinessProfile,
	ChatComponents,
	ChatComponentsChange,
	ProfileChange,
} from '../../core/businessNumber';
import { asObject, asObjects, asText, asTexts, type JsonObject } from '../../core/narrow';
import type { Connection } from '../../core/request';
import { requireRows } from '../../gatewayKit/rows';
import { requireAny } from '../../gatewayKit/record';
import { blocklist } from './blocklist';
import { graphPath } from './graphPath';
import { toRate } from './inspect';
import { links } from './messageLinks';
import { fetchRows } from './pages';
import { type FieldList, readFields } from './readFields';
import { readCallPermission, readUsage } from './usage';

const profileFields: FieldList = {
	names: [
		...['about', 'address', 'description', 'email', 'profile_picture_url', 'websites'],
		'vertical',
	],
	required: [],
};

function profilePath({ account }: Connection): string {
	return graphPath(account, account['phoneNumberId'], 'whatsapp_business_profile');
}

/**
 * The profile of the sender. Meta's pages show it in the row, its OpenAPI document one level below.
 * Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/business-profiles/
 */
async function getProfile(connection: Connection): Promise<BusinessProfile> {
	const asked = { fields: profileFields };
	const { body } = await readFields(profilePath(connection), asked, connection);
	const row = asObject(requireRows(asObject(body)['data'], 'Meta', body, 'profiles')[0]);
	const profile = 'business_profile' in row ? asObject(row['business_profile']) : row;
	return {
		about: asText(profile['about']),
		address: asText(profile['address']),
		description: asText(profile['description']),
		email: asText(profile['email']),
		websites: asTexts(profile['websites']),
		vertical: asText(profile['vertical']),
		pictureUrl: asText(profile['profile_picture_url']),
		raw: body ?? null,
	};
}

async function updateProfile(
	{ pictureHandle, websites, ...texts }: ProfileChange,
	connection: Connection,
): Promise<unknown> {
	const { body } = await connection.call({
		method: 'POST',
		path: profilePath(connection),
		body: {
			messaging_product: 'whatsapp',
			...texts,
			...(websites !== undefined && { websites: [...websites] }),
			...(pictureHandle !== undefined && { profile_picture_handle: pictureHandle }),
		},
	});
	return body;
}

const numberFields: FieldList = {
	names: [
		...['id', 'display_phone_number', 'verified_name', 'status', 'quality_rating', 'name_status'],
		...['throughput', 'is_on_biz_app'],
	],
	required: ['id', 'display_phone_number', 'verified_name'],
};

function toNumber(row: JsonObject): BusinessPhoneNumber {
	const isOnApp = row['is_on_biz_app'];
	return {
		id: asText(row['id']) ?? '',
		phoneNumber: asText(row['display_phone_number']),
		name: asText(row['verified_name']),
		status: asText(row['status']),
		quality: asText(row['quality_rating']),
		throughput: asText(asObject(row['throughput'])['level']),
		messagesPerSecond: toRate(row)?.messages ?? null,
		nameStatus: asText(row['name_status']),
		isOnBusinessApp: typeof isOnApp === 'boolean' ? isOnApp : null,
		raw: row,
	};
}

/** Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/business-phone-numbers/phone-numbers */
async function* listNumbers(connection: Connection): AsyncIterable<BusinessPhoneNumber> {
	const { account } = connection;
	const path = graphPath(account, account['businessAccountId'], 'phone_numbers');
	for await (const row of fetchRows(path, { fields: numberFields, limit: 100 }, connection)) {
		yield toNumber(row);
	}
}

/** The number of the credential, or the one that an item names. */
async function getNumber(connection: Connection): Promise<BusinessPhoneNumber> {
	const { account } = connection;
	const path = graphPath(account, account['phoneNumberId']);
	const { body } = await readFields(path, { fields: numberFields }, connection);
	return toNumber(requireAny(asObject(body), ['id', 'display_phone_number'], 'Meta', 'number'));
}

const automationField = 'conversational_automation';

/** Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/business-phone-numbers/conversational-components/ */
async function getChatComponents({ account, call }: Connection): Promise<ChatComponents> {
	const { body } = await call({
		method: 'GET',
		path: graphPath(account, account['phoneNumberId']),
		query: { fields: automationField },
	});
	const given = asObject(asObject(body)[automationField]);
	const welcome = given['enable_welcome_message'];
	return {
		iceBreakers: asTexts(given['prompts']),
		commands: asObjects(given['commands']).map((command) => ({
			name: asText(command['command_name']) ?? '',
			description: asText(command['command_description']) ?? '',
		})),
		welcomeMessage: typeof welcome === 'boolean' ? welcome : null,
		raw: body ?? null,
	};
}

async function setChatComponents(
	{ iceBreakers, commands, welcomeMessage }: ChatComponentsChange,
	{ account, call }: Connection,
): Promise<unknown> {
	const { body } = await call({
		method: 'POST',
		path: graphPath(account, account['phoneNumberId'], automationField),
		body: {
			...(welcomeMessage !== undefined && { enable_welcome_message: welcomeMessage }),
			...(commands !== undefined && {
				commands: commands.map(({ name, description }) => ({
					command_name: name,
					command_description: description,
				})),
			}),
			...(iceBreakers !== undefined && { prompts: [...iceBreakers] }),
		},
	});
	return body;
}

/** The account's numbers, and what people see of the one that sends. */
export const businessNumbers: BusinessNumbers = {
	list: listNumbers,
	get: getNumber,
	usage: readUsage,
	callPermission: readCallPermission,
	profile: { get: getProfile, update: updateProfile },
	chatComponents: { get: getChatComponents, set: setChatComponents },
	links,
	blocklist,
};
