import type { Example } from "./example.ts";
import { digest, inDays, NOWHERE } from "./world.ts";

/** What a second person saw this moment. */
export const attested = (itemId: string, over: object = {}) => ({
  itemId,
  saw: "absent",
  seenAt: new Date().toISOString(),
  statement: "The list of users has no such name.",
  reference: "https://tickets.example.com/4711",
  ...over,
});

/** Examples of commands by which people look after what no connector can. */
export const BY_HAND: Readonly<Record<string, Example>> = {
  "attestation.record": {
    good: async (world) => attested((await world.byHand()).itemId),
    bad: async (world) => ({ input: attested((await world.byHand({ tier: 0 })).itemId), code: "attestation_refused" }),
  },
  "observation.record": {
    good: async (world) => attested((await world.selfChecked()).itemId),
    bad: async (world) => ({ input: attested((await world.byHand()).itemId), code: "attestation_refused" }),
  },
  "exception.request": {
    good: async (world) => ({ itemId: (await world.byHand()).itemId, reason: "Payroll", until: inDays(5) }),
    bad: async (world) => ({
      input: { itemId: (await world.byHand()).itemId, reason: "Payroll", until: inDays(500) },
      code: "exception_too_long",
    }),
  },
  "exception.approve": {
    good: async (world) => ({ requestId: (await world.requested()).requestId }),
    bad: async () => ({ input: { requestId: NOWHERE }, code: "not_found" }),
  },
  "exception.refuse": {
    good: async (world) => ({ requestId: (await world.requested()).requestId }),
    bad: async (world) => {
      const { requestId } = await world.requested();
      await world.run("exception.approve", { requestId });
      return { input: { requestId }, code: "transition_refused" };
    },
  },
  "hold.order": {
    good: async (world) => ({ itemId: (await world.byHand()).itemId, authority: "Legal", until: inDays(400) }),
    bad: async (world) => ({
      input: { itemId: (await world.byHand()).itemId, authority: "Legal", until: inDays(-1) },
      code: "exception_without_end",
    }),
  },
  "confirm_link.create": {
    good: async (world) => {
      const { slug, ownerKey } = await world.owned();
      return { system: slug, personKey: ownerKey, digest: digest() };
    },
    bad: async (world) => {
      const { slug } = await world.owned();
      return { input: { system: slug, personKey: "left", digest: digest() }, code: "owner_unknown" };
    },
  },
  "confirm.answer": {
    good: async (world) => {
      const { caseId, itemId } = await world.linked();
      return { caseId, itemIds: [itemId], place: 0, answer: "removed" };
    },
    by: (world) => world.linkActor,
    bad: async (world) => {
      const { caseId, itemId } = await world.linked();
      const input = { caseId, itemIds: [itemId], place: 3, answer: "removed" };
      return { input, code: "version_conflict", actor: world.linkActor };
    },
  },
};
