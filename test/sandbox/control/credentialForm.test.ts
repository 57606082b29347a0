import { WhatsAppGatewayApi } from '../../../credentials/WhatsAppGatewayApi.credentials';
import { overview } from '../../../sandbox/control/overview';
import { introduction } from '../../../sandbox/introduction';

const url = 'http://127.0.0.1:4010';
const form = new WhatsAppGatewayApi().properties;
const { gateways } = overview(url);

/** The fields that n8n shows for a gateway, in the form's order. */
const shownFor = (id: string) =>
	form.filter(
		({ type, displayOptions }) =>
			type !== 'hidden' &&
			type !== 'notice' &&
			(displayOptions?.show?.['gateway'] ?? [id]).includes(id),
	);

test.each(gateways.map((one) => [one.name, one] as const))(
	'for %s, the sandbox shows what to enter by the labels of n8n’s form, in its order',
	(_name, { id, credential }) => {
		const labels = Object.keys(credential);
		const shown = shownFor(id);
		expect(labels).toEqual(
			shown.map(({ displayName }) => displayName).filter((label) => labels.includes(label)),
		);
		const required = shown.filter((field) => field.required).map(({ displayName }) => displayName);
		expect(required).toContain('Access Token');
		expect(labels).toEqual(expect.arrayContaining(required));
		const choices = form.find(({ name }) => name === 'gateway')?.options;
		expect(choices).toContainEqual({ name: credential['Gateway'], value: id });
	},
);

test('the sandbox prints them', () => {
	const printed = introduction(url).split('\n');
	for (const { credential } of gateways) {
		const at = printed.findIndex((line) => line.endsWith(` ${credential['Gateway']}`));
		const lines = printed.slice(at, at + Object.keys(credential).length);
		expect(lines.map((line) => line.trim().split(/ {2,}/))).toEqual(Object.entries(credential));
	}
});
