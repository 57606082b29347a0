import type { Answer } from '../../nodes/WhatsAppGateway/core/request';

/** A documented refusal for too many requests. */
interface RateLimitRefusal {
	/** Whether it names the time to wait, in a header or in its body. */
	readonly namesWait: boolean;
}

/** A refusal that the sandbox can be asked to give, in the gateway's own form. */
interface RefusalExample {
	readonly path: string;
	readonly status: number;
	readonly body: object;
}

/**
 * The facts about one gateway besides its fixtures: `test/gateways/<id>/index.ts` exports it as
 * `profile`. Its capabilities are not repeated here: they follow from its functions.
 */
export interface GatewayTestProfile {
	/** The gateway's own fields of the credential, as its fixtures use them. */
	readonly account: Readonly<Record<string, string>>;
	/** The beginning of the paths, below the sandbox's id, of the requests that send. */
	readonly sendPath: string;
	/** The documented refusal with a fault rule's `example` as its message. */
	refusal(example: string): Pick<Answer, 'status' | 'body'>;
	/**
	 * The headers that prove a delivery, in lower case, made without the package's own code; absent if
	 * the gateway has no webhook.
	 *
	 * @param seconds since 1970
	 */
	signDelivery?(body: Buffer, secret: string, seconds: number): Readonly<Record<string, string>>;
	readonly rateLimitRefusal: RateLimitRefusal;
	/** Whether it accepts every message and reports a refusal only in the message's status. */
	readonly refusesLater?: true;
	/** Its answer if WhatsApp refused a template without a reason. */
	readonly templateNotDelivered?: RefusalExample;
}
