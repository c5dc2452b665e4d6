// Preloaded into node: the network's servers listen on all interfaces and cannot be told otherwise.
import net from "node:net";

const listen = net.Server.prototype.listen;

net.Server.prototype.listen = function (first, ...rest) {
  if (typeof first === "object" && first !== null && "port" in first) {
    return listen.call(this, { ...first, host: "127.0.0.1" }, ...rest);
  }
  if (typeof first === "number" || typeof first === "string") {
    return listen.call(this, { port: Number(first), host: "127.0.0.1" }, rest.find((argument) => typeof argument === "function"));
  }
  return listen.call(this, first, ...rest);
};
