import { createHmac } from 'node:crypto';

export const secret = 'signing-secret';

const hex = (text: string | Buffer, key: string) =>
	createHmac('sha256', key).update(text).digest('hex');

/** The headers with which each gateway proves a body, made without the package's own code. */
export const signers: Readonly<
	Record<string, (body: Buffer, key: string, seconds: number) => Record<string, string>>
> = {
	qyvo: (body, key, seconds) => ({
		'x-qyvo-signature': `t=${seconds},v1=${hex(Buffer.concat([Buffer.from(`${seconds}.`), body]), key)}`,
	}),
	metaCloud: (body, key) => ({ 'x-hub-signature-256': `sha256=${hex(body, key)}` }),
	xobito: (body, key) => ({ 'x-webhook-signature': hex(body, key) }),
	wacr: (_body, key) => ({ 'x-wacr-secret': key }),
};
