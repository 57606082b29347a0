import type { Operation } from '../operation';
import { getCodeStatus, verifyCode } from './checkCode';
import { resendCode, sendCode } from './sendCode';

/** Every operation on one-time passwords, in the order of the form. */
export const oneTimePasswordOperations: readonly Operation[] = [
	getCodeStatus,
	resendCode,
	sendCode,
	verifyCode,
];
