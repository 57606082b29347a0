import execa from 'execa';
import { readFileSync } from 'node:fs';
import path from 'node:path';

import type { Tls } from './gateway';

/** A certificate of its own for the loopback address, and the file that makes n8n trust it. */
export function makeCertificate(folder: string): Tls & { readonly file: string } {
	const [file, key] = [path.join(folder, 'gateway.crt'), path.join(folder, 'gateway.key')];
	execa.sync('openssl', [
		...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'],
		...['-keyout', key, '-out', file, '-days', '2', '-subj', '/CN=127.0.0.1'],
		...['-addext', 'subjectAltName=IP:127.0.0.1'],
	]);
	return { cert: readFileSync(file, 'utf8'), key: readFileSync(key, 'utf8'), file };
}
