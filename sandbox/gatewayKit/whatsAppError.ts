/** WhatsApp's code and text in a reason such as `(#131047) Re-engagement message`. */
export function parseWhatsAppError(reason: string | null): { code: number; text: string } {
	if (reason === null) return { code: 131026, text: 'Message undeliverable' };
	const [, code, text] = /^\(#(\d+)\)\s*(.*)$/s.exec(reason) ?? [];
	return { code: Number(code ?? 131000), text: text ?? reason };
}
