import type { Gateway } from '../../nodes/WhatsAppGateway/core/gateway';
import { gateways } from '../../nodes/WhatsAppGateway/gateways';
import { operations } from '../../nodes/WhatsAppGateway/operations';

/** The labels in the menu of an operation's options. */
const labelled = operations.flatMap(({ resource, value, fields }) => {
	const { options = [] } = fields.find(({ name }) => name === 'options') ?? {};
	const labels = options.map((option) => ('displayName' in option ? option.displayName : ''));
	return labels.length > 1 ? [[`${resource}: ${value}`, labels] as const] : [];
});

const isOfOneGateway = (label: string) =>
	(gateways as readonly Gateway[]).some(({ name, shortName = name }) =>
		label.startsWith(`${shortName}: `),
	);

test.each(labelled)(
	'%s has the options of one gateway after those of all, each in alphabetical order',
	(_, labels) => {
		const ofAll = labels.filter((label) => !isOfOneGateway(label));
		const ofOne = labels.filter(isOfOneGateway);
		expect(labels).toEqual([...ofAll, ...ofOne]);
		for (const some of [ofAll, ofOne]) {
			const lower = some.map((label) => label.toLowerCase());
			expect(lower).toEqual([...lower].sort());
		}
	},
);
