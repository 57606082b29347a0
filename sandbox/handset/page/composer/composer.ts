import { useLayoutEffect, useRef, useState } from 'preact/hooks';

import type { LiveChat, LiveMessage, LivePhone } from '../../../control/liveView';
import { beginningOf } from '../bubble/quote';
import { html } from '../html';
import { Icon } from '../icons';
import { change, inbound } from '../state/actions';
import { chatKey } from '../state/model';
import { drafts, hiding, model } from '../state/stores';
import { useStore } from '../state/store';
import { Line } from '../text/words';
import { answering } from './answering';
import { readAttachment, type Attachment } from './attachment';
import { AttachMenu } from './attachMenu';
import { AttachedFile } from './attachedFile';

interface ComposerProps {
	readonly person: LivePhone;
	readonly chat: LiveChat;
	readonly business: string;
	readonly onSent: () => void;
}

/** What stands in the place of the answer box while the person cannot write. */
function Obstacle({ person, chat }: { person: LivePhone; chat: LiveChat }) {
	const { phone } = person;
	const who = person.name ?? phone;
	const [text, label, undo] = person.isOff
		? [`${who}’s phone is off.`, 'Turn it on', { phone, off: false }]
		: [
				`${who} has blocked this business.`,
				'Unblock',
				{ phone, gateway: chat.gateway, blocked: false },
			];
	return html`<div class="composer obstacle">
		<p>${text}</p>
		<button type="button" onClick=${() => void change('people', undo)}>${label}</button>
	</div>`;
}

function Answered({ message, kind }: { message: LiveMessage; kind: 'reply' | 'edit' }) {
	return html`<div class="quote answered">
		<strong>${kind === 'edit' ? 'Edit' : 'Reply to'}</strong>
		<${Line} text=${beginningOf(message)} />
		<button
			type="button"
			class="plain"
			aria-label="Do not quote"
			onClick=${() => answering.set(null)}
		>
			<${Icon} name="close" />
		</button>
	</div>`;
}

/** The box in which the person answers. */
export function Composer({ person, chat, business, onSent }: ComposerProps) {
	const { phone } = person;
	const { gateway } = chat;
	const key = chatKey({ phone, gateway });
	const box = useRef<HTMLTextAreaElement>(null);
	const [file, setFile] = useState<Attachment | null>(null);
	const isHidden = useStore(hiding, (all) => all.has(phone));
	const hides = useStore(model, (known) =>
		known.gateways.some(({ id, hidesNumbers }) => id === gateway && hidesNumbers),
	);
	const answer = useStore(answering, (now) =>
		now !== null && chatKey(now.message) === key ? now : null,
	);

	// Before the next key is pressed: what is typed at once must not be replaced.
	useLayoutEffect(() => {
		if (answer === null || box.current === null) return;
		if (answer.kind === 'edit') box.current.value = answer.message.body;
		box.current.focus();
	}, [answer]);

	if (person.isOff || chat.isBlocked) {
		return html`<${Obstacle} person=${person} chat=${chat} />`;
	}

	const attach = async (chosen: File | undefined) => {
		if (chosen === undefined) return;
		setFile(await readAttachment(chosen));
		box.current?.focus();
	};

	const send = async () => {
		const text = box.current?.value.trim() ?? '';
		if (text === '' && file === null) return;
		const quoted = answer?.kind === 'reply' ? { replyTo: answer.message.id } : {};
		const does =
			answer?.kind === 'edit'
				? { edit: { message: answer.message.id, text } }
				: file === null
					? { text, ...quoted }
					: { media: { ...file.media, ...(text !== '' && { caption: text }) }, ...quoted };
		// Cleared at once: who types on must not lose it when the answer comes.
		if (box.current !== null) box.current.value = '';
		drafts.delete(key);
		setFile(null);
		answering.set(null);
		if (await inbound(does)) {
			onSent();
			return;
		}
		if (box.current !== null && box.current.value === '') box.current.value = text;
		drafts.set(key, text);
		setFile(file);
	};

	const onKeyDown = (event: KeyboardEvent) => {
		if (event.key === 'Escape' && answer !== null) answering.set(null);
		if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
		event.preventDefault();
		void send();
	};
	const onSubmit = (event: Event) => {
		event.preventDefault();
		void send();
	};
	const onPaste = (event: ClipboardEvent) => {
		const pasted = event.clipboardData?.files[0];
		if (pasted === undefined) return;
		event.preventDefault();
		void attach(pasted);
	};
	const who = person.name ?? phone;
	return html`<form class="composer" onSubmit=${onSubmit}>
		${answer !== null && html`<${Answered} ...${answer} />`}
		${file !== null && html`<${AttachedFile} file=${file} onRemove=${() => setFile(null)} />`}
		<div class="row">
			<${AttachMenu} gateway=${gateway} onFile=${attach} onSent=${onSent} />
			<textarea
				id="answer"
				ref=${box}
				rows="1"
				dir="auto"
				placeholder=${`Write as ${who}`}
				aria-label=${`Message from ${who} to the business at ${business}`}
				defaultValue=${drafts.get(key) ?? ''}
				onInput=${({ currentTarget }: { currentTarget: HTMLTextAreaElement }) =>
					void drafts.set(key, currentTarget.value)}
				onKeyDown=${onKeyDown}
				onPaste=${onPaste}
			></textarea>
			<button type="submit" class="send" aria-label="Send"><${Icon} name="send" /></button>
		</div>
		${
			isHidden &&
			html`<p class="hint">
				${
					hides
						? 'The number is hidden from the business.'
						: `${business} does not hide numbers: the business sees it.`
				}
			</p>`
		}
	</form>`;
}
