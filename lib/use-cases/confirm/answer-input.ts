import { z } from "zod";
import { text } from "../_kit/text.ts";

const ITEMS_MAX = 100;

/** What every answer names: the leaver, the items that were shown, and how many answers had been given by then. */
const about = {
  caseId: z.uuid(),
  itemIds: z.array(z.uuid()).min(1).max(ITEMS_MAX),
  place: z.coerce.number().int().min(0).max(1000),
};

/** One of four answers. Strict: each takes its own fields and no other. */
export const answerInput = z.discriminatedUnion("answer", [
  z.strictObject({ ...about, answer: z.literal("removed"), statedAt: text(40).optional() }),
  z.strictObject({ ...about, answer: z.literal("still_there") }),
  z.strictObject({ ...about, answer: z.literal("not_mine"), ownerId: z.uuid().optional(), who: text(200).optional() }),
  z.strictObject({
    ...about,
    answer: z.literal("exception"),
    reason: text(2000),
    until: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
  }),
]);

export type AnswerInput = z.output<typeof answerInput>;
export type AnswerOf<Answer extends AnswerInput["answer"]> = Extract<AnswerInput, { answer: Answer }>;
