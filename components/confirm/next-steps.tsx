import { VERDICT_WORD } from "#lib/core/access/verdict-key.ts";
import type { ConfirmView } from "#lib/core/views/confirm.ts";

/** Who looks after the answer, and what alone makes it count. */
function whoLooks({ systemName, tier, looksWithinMinutes }: ConfirmView) {
  if (looksWithinMinutes !== null)
    return (
      <>
        We check again in {systemName} ourselves within {looksWithinMinutes} minutes and tell you only if something is
        left. Only that makes it <b>Verified</b>.
      </>
    );
  if (tier < 2) return <>Nobody can look there but a person, and your word is not enough: it takes a snapshot.</>;
  return (
    <>
      Closeout cannot look into {systemName}, so another person does and says what they saw. Only that makes it{" "}
      <b>{VERDICT_WORD.attested}</b>.
    </>
  );
}

/** What becomes of an answer. It is kept as a word, and somebody looks. */
export function NextSteps({ page }: { page: ConfirmView }) {
  return (
    <section className="confirm-next" aria-labelledby="next-title">
      <h2 id="next-title">What happens next</h2>
      <ol>
        <li>
          Your answer is kept as your word, with the time. “I removed it” reads <b>{VERDICT_WORD.reported_removed}</b>.
        </li>
        <li>{whoLooks(page)}</li>
        <li>You can change your answer for 24 hours; nothing is deleted.</li>
      </ol>
    </section>
  );
}
