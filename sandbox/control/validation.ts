import type { ErrorHandler } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { validator } from 'hono/validator';
import { z } from 'zod/v4';

/** A control request that is refused; its message is the answer, and begins with the field. */
class BadControlRequest extends Error {}

/** Refuses a control request. Throws {@link BadControlRequest}. */
export function refuse(message: string): never {
	throw new BadControlRequest(message);
}

/** The refusal of a request without a JSON object. */
const notAnObject = 'body: not a JSON object.';

/** Answers a refused request with its sentence. Throws everything else on. */
export const answerRefusal: ErrorHandler = (error, context) => {
	if (error instanceof BadControlRequest) return context.json({ message: error.message }, 400);
	// Thrown by Hono for JSON that cannot be parsed.
	if (error instanceof HTTPException) return context.json({ message: notAnObject }, 400);
	throw error;
};

/** An object of these fields and no others. */
export function fields<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
	const names = Object.keys(shape).join(', ');
	return z.strictObject(shape, {
		error: (issue) =>
			issue.code === 'unrecognized_keys'
				? `${issue.keys[0]}: not a field here; there are ${names}.`
				: `an object of ${names}.`,
	});
}

/** The first reason against a request, in one sentence that begins with the field. */
function sentenceOf(issues: readonly z.core.$ZodIssue[]): string {
	const issue = issues.find(({ code }) => code === 'unrecognized_keys') ?? issues[0];
	if (issue === undefined) return notAnObject;
	const { code, path, message } = issue;
	const field = path.join('.');
	if (code === 'unrecognized_keys') return field === '' ? message : `${field}.${message}`;
	if (field === '') return code === 'custom' ? message : notAnObject;
	return `${field}: ${message}`;
}

/** Checks a request's JSON or query. Its handler throws {@link BadControlRequest}. */
export function valid<Target extends 'json' | 'query', Schema extends z.ZodType>(
	target: Target,
	schema: Schema,
) {
	return validator(target, (given): z.output<Schema> => {
		const result = schema.safeParse(given);
		return result.success ? result.data : refuse(sentenceOf(result.error.issues));
	});
}
