"use client";
import { useEffect, useRef } from "react";

/** Opens a dialog over the page as soon as it is there, itself in focus, and tells when it was closed. */
export function useOpenDialog(onClose: () => void) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const one = dialog.current;
    if (one && !one.open) {
      one.showModal();
      // Until there is something to confirm, nothing in it takes a press.
      one.focus();
    }
    one?.addEventListener("close", onClose);
    return () => one?.removeEventListener("close", onClose);
  }, [onClose]);
  return dialog;
}
