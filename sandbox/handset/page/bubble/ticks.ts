import type { LiveMessage } from '../../../control/liveView';
import { html } from '../html';

const one = 'M1 6.500l3.500 3.500L11 2';
const two = 'M1 6.500l3.500 3.500L11 2M7 9l1 1L14.500 2';
const clock = 'M8 3v3.500l2 1.300M8 1a5 5 0 1 0 0 10A5 5 0 0 0 8 1z';
const mark = 'M8 2v5M8 9.500v.01M8 .8a5.200 5.200 0 1 0 0 10.400A5.200 5.200 0 0 0 8 .8z';

const shapes = {
	queued: [clock, 'Waiting'],
	sent: [one, 'Sent'],
	delivered: [two, 'Delivered'],
	read: [two, 'Read'],
	failed: [mark, 'Not delivered'],
} as const;

/** How far a message has come: what the business wrote, and whether it has read what the person wrote. */
export function Ticks({ message }: { message: LiveMessage }) {
	const { state, isSeen, direction } = message;
	const status = direction === 'inbound' ? (isSeen ? 'read' : 'delivered') : state?.status;
	if (status === undefined) return null;
	const [path, label] = shapes[status];
	const title = direction === 'inbound' && isSeen ? 'Read by the business' : label;
	return html`<svg class=${`ticks ${status}`} viewBox="0 0 16 12" role="img" aria-label=${title}>
		<title>${title}</title>
		<path d=${path} />
	</svg>`;
}
