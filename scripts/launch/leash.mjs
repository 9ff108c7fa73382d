/**
 * Loaded first in every child of the launcher (`node --import`). A child whose launcher was killed must not live on and
 * keep the port: the channel to the launcher closes with it, and the child then ends as if it had been told to.
 */
if (process.channel) {
  process.once("disconnect", () => {
    process.kill(process.pid, "SIGTERM");
    // A connection that is held open must not keep the child.
    setTimeout(() => process.exit(1), 5000).unref();
  });
  // Listening alone must not keep a short command alive.
  process.channel.unref();
}
