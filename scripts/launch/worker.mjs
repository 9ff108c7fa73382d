/**
 * How a worker process is started: its arguments, relative to the sources. What it reads lives short and little of it
 * stays, so two halves of 64 MB for what is new, and four times as much as lives for what is old, would be most of its
 * memory. Neither flag bounds what a worker may need; both are heard at the start alone.
 */
export const WORKER_ARGS = ["--max-semi-space-size=32", "--heap-growing-percent=100", "lib/worker/main.ts"];
