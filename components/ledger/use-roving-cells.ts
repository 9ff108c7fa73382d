"use client";
import { type KeyboardEvent, useState } from "react";

const STEP: Readonly<Record<string, readonly [rows: number, columns: number]>> = {
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
};

type Grid = readonly (readonly (HTMLElement | null)[])[];

/** Cells as they stand on screen; null where a cell has nothing to open. */
function gridOf(table: HTMLElement): Grid {
  return [...table.querySelectorAll("tbody tr")].map((row) =>
    [...row.querySelectorAll("td.layer-cell")].map((cell) => cell.querySelector<HTMLElement>("[data-cell]")),
  );
}

function find(grid: Grid, cell: HTMLElement): [number, number] | null {
  for (const [row, cells] of grid.entries()) {
    const column = cells.indexOf(cell);
    if (column >= 0) return [row, column];
  }
  return null;
}

/** Goes on in one direction until there is a cell that opens, or the table ends. */
function walk(grid: Grid, from: readonly [number, number], step: readonly [number, number]): HTMLElement | null {
  let [row, column] = [from[0] + step[0], from[1] + step[1]];
  while (grid[row] && column >= 0 && column < (grid[row]?.length ?? 0)) {
    const cell = grid[row]?.[column];
    if (cell) return cell;
    row += step[0];
    column += step[1];
  }
  return null;
}

function target(grid: Grid, at: readonly [number, number], key: string): HTMLElement | null {
  const row = (grid[at[0]] ?? []).filter((cell) => cell !== null);
  if (key === "Home") return row[0] ?? null;
  if (key === "End") return row.at(-1) ?? null;
  const columns = grid.map((cells) => cells[at[1]] ?? null).filter((cell) => cell !== null);
  if (key === "PageUp") return columns[0] ?? null;
  if (key === "PageDown") return columns.at(-1) ?? null;
  const step = STEP[key];
  return step ? walk(grid, at, step) : null;
}

/**
 * One tab stop for the whole ledger; arrows, Home, End, PageUp and PageDown move inside it.
 * @param first key of the cell that carries the stop before anybody moved: `systemId.layer`.
 */
export function useRovingCells(first: string | null) {
  const [active, setActive] = useState(first);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (!(event.target instanceof HTMLElement) || !event.target.dataset["cell"]) return;
    const grid = gridOf(event.currentTarget);
    const at = find(grid, event.target);
    const next = at && target(grid, at, event.key);
    if (!next) return;
    event.preventDefault();
    next.focus();
  };
  const onFocus = (event: { target: EventTarget }) => {
    if (event.target instanceof HTMLElement && event.target.dataset["cell"]) setActive(event.target.dataset["cell"]);
  };
  return { active: active ?? first, onKeyDown, onFocus };
}
