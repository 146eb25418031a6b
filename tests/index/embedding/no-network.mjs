// Preloaded with --import: every way out of the machine throws, in the main thread and in its workers.
import dgram from 'node:dgram';
import dns from 'node:dns';
import net from 'node:net';
import { syncBuiltinESMExports } from 'node:module';

const deny = (way) => () => {
  process.stderr.write(`network used: ${way}\n`);
  throw new Error(`The network is denied: ${way}.`);
};

net.Socket.prototype.connect = deny('connect');
dgram.Socket.prototype.send = deny('send');
for (const way of ['lookup', 'resolve', 'resolve4', 'resolve6']) {
  dns[way] = deny(way);
  dns.promises[way] = deny(way);
}
syncBuiltinESMExports();
