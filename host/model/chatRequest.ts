import { z } from 'zod/v4';

/** The words of a message, which some clients send in parts. */
const content = z
	.union([z.string(), z.array(z.looseObject({ text: z.string().optional() }))])
	.nullish()
	.transform((given) =>
		typeof given === 'string' ? given : (given ?? []).map(({ text }) => text ?? '').join(''),
	);

const message = z.looseObject({
	role: z.enum(['system', 'developer', 'user', 'assistant', 'tool']),
	content,
});

const tool = z.looseObject({ function: z.looseObject({ name: z.string() }) });

/**
 * A request to complete a chat, as far as the imitation reads it.
 * Source: https://platform.openai.com/docs/api-reference/chat/create
 */
export const chatRequest = z.looseObject({
	model: z.string(),
	messages: z.array(message).min(1),
	tools: z.array(tool).default([]),
	stream: z.boolean().nullish(),
	stream_options: z.looseObject({ include_usage: z.boolean().optional() }).nullish(),
});

/** A checked request of {@link chatRequest}. */
export type ChatRequest = z.infer<typeof chatRequest>;
