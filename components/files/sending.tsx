import type { Sent } from "#lib/ui/send-file.ts";
import { formatBytes } from "./format-bytes.ts";

interface SendingProps {
  readonly sent: Sent;
  readonly onStop: () => void;
}

/** A file on its way: how much has gone out, then that it is read; and what leaving the page does to it. */
export function Sending({ sent, onStop }: SendingProps) {
  const { bytes, total } = sent;
  const isOut = total > 0 && bytes >= total;
  return (
    <div className="sending" role="status">
      <progress max={total} value={bytes} aria-label="File sent" />
      <span className="num">
        {isOut
          ? `All ${formatBytes(total)} are sent; the rows are being read.`
          : `${formatBytes(bytes)} of ${formatBytes(total)} sent.`}{" "}
        Stay on this page: leaving it stops the file, and nothing of it is taken.
      </span>
      <button type="button" className="button button-small" onClick={onStop}>
        Stop
      </button>
    </div>
  );
}
