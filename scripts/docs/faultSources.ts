import {
	type FaultName,
	type FaultRule,
	type GatewayError,
} from '../../nodes/WhatsAppGateway/core/faults';
import type { Gateway } from '../../nodes/WhatsAppGateway/core/gateway';
import type { RefusalRule } from '../../nodes/WhatsAppGateway/gatewayKit/refusalRule';
import { statusRules } from '../../nodes/WhatsAppGateway/gatewayKit/statusFault';
import { gateways } from '../../nodes/WhatsAppGateway/gateways';
import { toNetworkFault } from '../../nodes/WhatsAppGateway/http/networkErrors';
import { metaFaultRules } from '../../nodes/WhatsAppGateway/whatsapp/metaErrors';
import { anchor, inlineCode } from './markdown';

/** One line of the page: what was said or happened, and the fault that it becomes. */
type Line = Pick<FaultRule, 'example' | 'fault' | 'message' | 'hint'>;

/** Where faults come from: a gateway, Meta, the HTTP status, the network. */
export interface FaultSource {
	readonly title: string;
	/** The heading of the column of examples. */
	readonly exampleHeading: string;
	readonly notes: readonly string[];
	readonly lines: readonly Line[];
	/** An example in Markdown. */
	readonly format: (example: string) => string;
}

const anyGateway = 'The gateway';

/** “The gateway” in lower case where it is not at the beginning of a sentence. */
function lowercaseArticle(message: string): string {
	return message.replaceAll(/([a-z] )The gateway/g, '$1the gateway');
}

const metaTitle = 'Meta’s codes, through any gateway';

function isMetaRule({ metaCode }: FaultRule): boolean {
	return metaCode !== undefined;
}

function toGatewaySource({ name, faults: { rules } }: Gateway): FaultSource {
	const usesMetaCodes = rules.some(isMetaRule);
	return {
		title: name,
		exampleHeading: 'It says',
		notes: usesMetaCodes ? [`Its codes are [Meta’s](#${anchor(metaTitle)}), and besides:`] : [],
		lines: rules.filter((rule) => !isMetaRule(rule)),
		format: inlineCode,
	};
}

const metaSource: FaultSource = {
	title: metaTitle,
	exampleHeading: 'Code',
	notes: [
		'Every gateway sits on Meta’s WhatsApp service and may let its codes through. 200 stands for all from 200 to 299.',
	],
	lines: metaFaultRules(anyGateway).map((rule) => ({
		...rule,
		message: lowercaseArticle(rule.message),
	})),
	format: inlineCode,
};

/** A rule of the status with an example of a status in its message. */
function toStatusLine({ message, when, ...rule }: RefusalRule): Line {
	const [status = 200] = [when.status].flat();
	return {
		...rule,
		message: message.replace('{gateway}', anyGateway).replace('{status}', String(status)),
	};
}

const statusSource: FaultSource = {
	title: 'The HTTP status, of any gateway',
	exampleHeading: 'Status',
	notes: [
		'Where neither a known text nor a known code is given. What the gateway said is added in quotes.',
	],
	lines: statusRules.map(toStatusLine),
	format: (example) => example,
};

/** What the network reports if no answer comes, by an example of its codes. */
const networkErrors: ReadonlyArray<readonly [example: string, code: string, sends: boolean]> = [
	['the address cannot be found or reached', 'ENOTFOUND', true],
	['the certificate is not trusted', 'DEPTH_ZERO_SELF_SIGNED_CERT', true],
	['the server speaks http only', 'ERR_SSL_WRONG_VERSION_NUMBER', true],
	['no answer to a message in time', 'ETIMEDOUT', true],
	['the connection breaks after a message', 'ECONNRESET', true],
	['no answer to anything else in time', 'ETIMEDOUT', false],
];

function toNetworkLine(example: string, { fault, message, hint }: GatewayError): Line {
	return { example, fault, message: lowercaseArticle(message), hint };
}

const networkSource: FaultSource = {
	title: 'No proper answer, from any gateway',
	exampleHeading: 'What comes',
	notes: [],
	lines: networkErrors.map(([example, code, sends]) => {
		const request = { gateway: anyGateway, host: 'the Base URL', seconds: 30, sends };
		return toNetworkLine(example, toNetworkFault({ code }, request));
	}),
	format: (example) => example,
};

/** Every source of faults, in the order of the page. */
export const faultSources: readonly FaultSource[] = [
	...gateways.map(toGatewaySource),
	metaSource,
	statusSource,
	networkSource,
];

/** What the node finds out by itself, before anything is sent. */
export const foundBefore: Readonly<Partial<Record<FaultName, string>>> = {
	invalidRequest: 'a field is empty, malformed or longer than WhatsApp allows',
	unsupported: 'the gateway does not support what is asked for',
	recipientInvalid: 'the number in To cannot be read',
	templateNotFound: 'it looks every template up',
	templateNotApproved: 'it looks every template up',
	templatePaused: 'it looks every template up',
	templateParameters: 'it compares the values with the template’s placeholders',
	mediaRejected: 'the file is missing, too large or of a type that WhatsApp does not accept',
};
