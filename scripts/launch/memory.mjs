/**
 * How processes that read long lists are started: web and the command line. What is read lives for a moment, and two
 * halves of 64 MB for it would be most of their memory. Heard at the start alone; it bounds nothing they may need.
 */
export const LIST_FLAGS = ["--max-semi-space-size=16"];
