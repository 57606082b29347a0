/**
 * The boundaries between the rooms of this repository; `npm run lint` checks them, type-only imports
 * included. docs/architecture.md draws the same picture.
 */

const node = '^nodes/WhatsAppGateway';

/** What each room of nodes/WhatsAppGateway may import besides itself, and why not more. */
const rooms = [
	{
		room: 'core',
		may: [],
		why: 'The vocabulary is shared by all rooms, so it can depend on none of them.',
	},
	{
		room: 'whatsapp',
		may: ['core'],
		why: "WhatsApp's own rules hold whatever the gateway and however a request is made.",
	},
	{
		room: 'gatewayKit',
		may: ['core', 'whatsapp'],
		why: 'It is shared by gateways, so it can know none of them.',
	},
	{
		room: 'gateways',
		may: ['core', 'whatsapp', 'gatewayKit'],
		why: 'A gateway gets `call` as an argument and does no I/O of its own; who sends is not its matter.',
	},
	{
		room: 'n8n',
		may: ['core'],
		why: "It adapts n8n's contexts for the other rooms, which import it.",
	},
	{
		room: 'http',
		may: ['core', 'n8n'],
		why: 'One request is made in the same way for every gateway and every purpose.',
	},
	{
		room: 'sending',
		may: ['core', 'whatsapp', 'n8n', 'http'],
		why: 'The policies of sending know a gateway by its contract in core only.',
	},
	{
		room: 'session',
		may: ['core', 'n8n', 'http', 'gateways/index'],
		why: 'It is the place where a credential becomes a gateway and a connection.',
	},
	{
		room: 'sendAndWait',
		may: ['core', 'whatsapp', 'n8n', 'session'],
		// The same proof as a gateway's signature, and the same fault as a status that is waited for.
		except: ['gatewayKit/signature', 'sending/waitForStatus'],
		why: 'It knows the way of an answer, from the trigger to the execution; who asks is not its matter.',
	},
	{
		room: 'operations',
		may: ['core', 'whatsapp', 'n8n', 'gateways/index', 'session', 'sending', 'sendAndWait'],
		// The reader of the placeholder fields stands beside the function that writes them.
		// A path that a user writes is encoded like the gateways' own.
		except: ['editor/placeholderFields', 'gatewayKit/path'],
		why: 'An operation reads its fields and hands the message on to sending; http stays below.',
	},
	{
		room: 'editor',
		may: ['core', 'whatsapp', 'n8n', 'session'],
		why: 'What the editor asks for sends no message and runs no operation.',
	},
	{
		room: 'trigger',
		may: ['core', 'whatsapp', 'n8n', 'http', 'gateways/index', 'session', 'sendAndWait'],
		except: ['gatewayKit/signature'],
		why: 'A trigger receives; it neither sends nor runs an operation.',
	},
];

/** One rule per room: everything else in the node's folder is out of reach. */
const roomRules = rooms.map(({ room, may, except = [], why }) => ({
	name: `${room}-imports`,
	comment: `${why} ${room}/ may import ${['itself', ...may, ...except].join(', ')}.`,
	severity: 'error',
	from: { path: `${node}/${room}/` },
	to: {
		path: '^(nodes|credentials)/',
		pathNot: [
			...[room, ...may].map((other) => `${node}/${other}[/.]`),
			...except.map((file) => `${node}/${file}[.]`),
		],
	},
}));

/** Folders in which imports may not run in a circle. */
const withoutCircles = ['nodes', 'credentials', 'sandbox', 'host', 'scripts', 'bench', 'test'];

module.exports = {
	forbidden: [
		{
			name: 'no-circles',
			comment: 'Modules that import each other cannot be read, tested or moved one at a time.',
			severity: 'error',
			from: { path: `^(${withoutCircles.join('|')})/` },
			to: { circular: true },
		},
		...roomRules,
		{
			name: 'gateways-know-no-other-gateway',
			comment: 'A gateway is one folder: what two of them share belongs into gatewayKit/.',
			severity: 'error',
			from: { path: `${node}/gateways/([^/]+)/` },
			to: { path: `${node}/gateways/`, pathNot: `${node}/gateways/$1/` },
		},
		{
			name: 'nodes-start-no-request',
			comment:
				'The *.node.ts files are descriptions; what they do stands in operations, editor and trigger.',
			severity: 'error',
			from: { path: `${node}/[^/]+$` },
			to: { path: `${node}/(whatsapp|gatewayKit|gateways|http|sending|session)/` },
		},
		{
			name: 'one-importer-of-libphonenumber',
			comment:
				'The build inlines the library into this one file; elsewhere it would be missing once installed.',
			severity: 'error',
			from: { path: '^(nodes|credentials)/', pathNot: `${node}/whatsapp/phone[.]ts$` },
			to: { path: 'libphonenumber-js' },
		},
		{
			name: 'one-importer-of-markdown-it',
			comment:
				'The build inlines the library into this one file; elsewhere it would be missing once installed.',
			severity: 'error',
			from: { path: '^(nodes|credentials)/', pathNot: `${node}/whatsapp/markdownTree[.]ts$` },
			to: { path: 'markdown-it' },
		},
		{
			name: 'no-runtime-dependency',
			comment:
				"n8n's verification demands a package without dependencies: only its own peer and Node are there.",
			severity: 'error',
			from: { path: '^(nodes|credentials)/' },
			to: {
				dependencyTypesNot: ['local', 'core'],
				pathNot: 'node_modules/(n8n-workflow|libphonenumber-js|markdown-it)/',
			},
		},
		{
			name: 'shipped-stands-alone',
			comment: 'What is published may not need what is not.',
			severity: 'error',
			from: { path: '^(nodes|credentials)/' },
			to: { path: '^(sandbox|host|scripts|bench|test|examples)/' },
		},
		{
			name: 'sandbox-knows-no-node',
			comment:
				'An imitation that shared code with the node would share its misunderstandings as well.',
			severity: 'error',
			from: { path: '^sandbox/' },
			to: { path: '^(nodes|credentials|host|scripts|bench|test)/' },
		},
		{
			name: 'tests-are-not-imported',
			comment: 'What people run must work without the tests.',
			severity: 'error',
			from: { path: '^(host|scripts|examples)/' },
			to: { path: '^test/' },
		},
		{
			name: 'resolvable',
			comment: 'An import that cannot be resolved would escape every rule above.',
			severity: 'error',
			from: {},
			to: { couldNotResolve: true },
		},
	],
	options: {
		// Type-only imports count: they tie rooms together as others do.
		tsPreCompilationDeps: true,
		tsConfig: { fileName: 'tsconfig.json' },
		doNotFollow: { path: 'node_modules' },
		exclude: { path: '^(dist|[.]demo)/' },
		enhancedResolveOptions: {
			exportsFields: ['exports'],
			conditionNames: ['import', 'require', 'node', 'default', 'types'],
		},
	},
};
