/**
 * How processes that read long lists are started: web and the command line. What is read lives for a moment, so two
 * halves of 64 MB for what is new, and four times as much as lives for what is old, would be most of their memory.
 * Heard at the start alone; neither bounds what they may need.
 */
export const LIST_FLAGS = ["--max-semi-space-size=8", "--heap-growing-percent=50"];
