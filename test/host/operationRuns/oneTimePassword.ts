import { ben, of, picked, type OperationRuns } from './operationRun';

const code = { to: ben, template: picked('login_code'), language: 'en', expiryMinutes: 5 };

export const codeRuns: OperationRuns = {
	'oneTimePassword:sendCode': {
		parameters: code,
		item: { to: ben, purpose: 'authentication', expiresAt: expect.any(String) },
		arrives: [{ phone: ben, template: { name: 'login_code', language: 'en' } }],
	},
	'oneTimePassword:resendCode': {
		parameters: code,
		item: { to: ben, purpose: 'authentication', expiresAt: expect.any(String) },
		arrives: [{ phone: ben, template: { name: 'login_code', language: 'en' } }],
	},
	'oneTimePassword:verifyCode': {
		parameters: {
			...{ phone: ben, code: '0000' },
			verification: of('oneTimePassword:resendCode', 'verification'),
		},
		item: { verified: false, reason: 'wrongCode', attemptsRemaining: 4 },
	},
	'oneTimePassword:getCodeStatus': {
		parameters: {
			phone: ben,
			verification: of('oneTimePassword:resendCode', 'verification'),
		},
		item: { active: true, state: 'active', to: ben },
	},
};
