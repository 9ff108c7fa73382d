import type { SystemRowView } from "#lib/core/views/system-list.ts";

interface ActingSwitchProps {
  readonly system: SystemRowView;
  /** The reader may switch, and there is a connector that could act. */
  readonly maySwitch: boolean;
  readonly onOpen: () => void;
  /** Beside the switch where its name is not said elsewhere; else for screen readers alone. */
  readonly showsName?: boolean;
}

/** The switch from looking to acting. It does nothing by itself: it opens what it would do. */
export function ActingSwitch({ system, maySwitch, onOpen, showsName = false }: ActingSwitchProps) {
  if (!maySwitch)
    return <span className="switch-track switch-fixed" data-on={system.acting || undefined} aria-hidden="true" />;
  return (
    <button
      type="button"
      role="switch"
      aria-checked={system.acting}
      aria-haspopup="dialog"
      className="switch"
      onClick={onOpen}
    >
      <span className="switch-track" aria-hidden="true" />
      <span className={showsName ? undefined : "sr-only"}>Acting on {system.name}</span>
    </button>
  );
}
