import { GatewayError } from '../../core/faults';
import { checkLength, limits } from '../../whatsapp/limits';
import { options } from '../fields/options';
import { readText } from '../fields/readText';
import { to } from '../fields/recipient';
import { sendOptions } from '../fields/sendOptions';
import { whitespaceOption } from '../fields/template';
import { needOfKind } from '../needs';
import type { Item, Operation } from '../operation';
import { prepareSend, readRecipient } from './prepareSend';
import { ifWindowClosed } from './windowFallback';

const maxLatitudeDegrees = 90;
const maxLongitudeDegrees = 180;

/** Reads degrees, written with a point or a comma. Throws `invalidRequest`. */
function readDegrees({ parameter }: Item, name: string, field: string, maxDegrees: number): number {
	const value = parameter(name, '');
	const text = typeof value === 'object' ? '' : String(value ?? '').trim();
	const degrees = text === '' ? NaN : Number(text.replace(',', '.'));
	if (Math.abs(degrees) <= maxDegrees) return degrees;
	throw new GatewayError(
		'invalidRequest',
		`The field ${field} is not a number of degrees from -${maxDegrees} to ${maxDegrees}.`,
		{ hint: 'Enter decimal degrees such as 52.5163, not degrees, minutes and seconds.' },
	);
}

/** Sends a place on the map; needs an open customer service window. */
export const sendLocation: Operation = {
	resource: 'message',
	value: 'sendLocation',
	name: 'Send Location',
	action: 'Send location',
	description: 'Send a place on the map',
	needs: needOfKind('location'),
	fields: [
		to,
		{
			displayName: 'Latitude',
			name: 'latitude',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. 52.5163',
			description: 'In degrees, positive to the north',
		},
		{
			displayName: 'Longitude',
			name: 'longitude',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. 13.3777',
			description: 'In degrees, positive to the east',
		},
		{
			displayName: 'Name',
			name: 'locationName',
			type: 'string',
			default: '',
			placeholder: 'e.g. Our shop',
			description: 'The name of the place. Optional.',
		},
		{
			displayName: 'Address',
			name: 'address',
			type: 'string',
			default: '',
			placeholder: 'e.g. Pariser Platz 1, Berlin',
			description: 'Shown below the name, and only together with a name. Optional.',
		},
		...ifWindowClosed,
		options(...sendOptions, whitespaceOption),
	],
	async read(item) {
		const to = readRecipient(item);
		const name = readText(item, 'locationName', 'Name');
		const address = readText(item, 'address', 'Address');
		checkLength(name, limits.locationName);
		checkLength(address, limits.locationAddress);
		const content = {
			latitude: readDegrees(item, 'latitude', 'Latitude', maxLatitudeDegrees),
			longitude: readDegrees(item, 'longitude', 'Longitude', maxLongitudeDegrees),
			name: name || null,
			address: address || null,
		};
		const body = [name, address, `${content.latitude}, ${content.longitude}`]
			.filter((line) => line !== '')
			.join('\n');
		const preview = { header: '[location]', body, footer: null, buttons: [] };
		return await prepareSend('location', to, content, preview, item);
	},
};
