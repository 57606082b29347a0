import type { Gateway } from '../core/gateway';
import { orList } from '../core/orList';
import { gateways } from '../gateways';

/** The gateways that have something, by name, as words of a sentence; empty where none has. */
export function namesOfGateways(has: (gateway: Gateway) => boolean): string {
	return orList(gateways.filter(has).map(({ name }) => name));
}

/** A credential of a gateway that has something, as words of a sentence. */
export function credentialOf(has: (gateway: Gateway) => boolean): string {
	const names = namesOfGateways(has);
	return names === '' ? 'the credential of another gateway' : `a credential of ${names}`;
}

/** What to do at a gateway that sends no events: what it has instead, and another gateway. */
export function withoutEvents({ instead }: Gateway): string {
	const others = credentialOf(({ webhook }) => webhook !== undefined);
	return instead?.webhook === undefined ? `Use ${others}.` : `${instead.webhook} Or use ${others}.`;
}
