// Loaded before a server that knows no option for its address: whatever it listens on, it is the loopback.
const net = require("node:net");

const listen = net.Server.prototype.listen;
net.Server.prototype.listen = function onLoopback(...args) {
  const [where, ...rest] = args;
  if (typeof where === "object" && where !== null && "port" in where) {
    return listen.call(this, { ...where, host: "127.0.0.1" }, ...rest);
  }
  const others = rest.filter((each) => typeof each !== "string");
  return typeof where === "number" ? listen.call(this, where, "127.0.0.1", ...others) : listen.apply(this, args);
};
