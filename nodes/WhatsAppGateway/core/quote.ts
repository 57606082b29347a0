/** The longest text of a gateway that goes into a message or a detail, in characters. */
export const maxGatewayText = 300;

/** A sentence with another's own text in quotes; the sentence alone if there is no text. */
export function quote(sentence: string, text: string): string {
	const quoted = text.slice(0, maxGatewayText).trim().replace(/\.$/, '');
	return quoted === '' ? sentence : `${sentence.replace(/\.$/, '')}: “${quoted}”.`;
}
