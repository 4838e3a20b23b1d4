import { BlockList, isIP } from "node:net";
import { env } from "../env.ts";

type Subnet = [network: string, prefix: number];

function listOf(ipv4: Subnet[], ipv6: Subnet[]): BlockList {
  const list = new BlockList();
  for (const [network, prefix] of ipv4) list.addSubnet(network, prefix, "ipv4");
  for (const [network, prefix] of ipv6) list.addSubnet(network, prefix, "ipv6");
  return list;
}

const loopback = listOf([["127.0.0.0", 8]], [["::1", 128]]);

/** What organisations use inside: an operator may open these. */
const internal = listOf(
  [
    ["10.0.0.0", 8],
    ["100.64.0.0", 10],
    ["127.0.0.0", 8],
    ["172.16.0.0", 12],
    ["192.168.0.0", 16],
  ],
  [
    ["::1", 128],
    ["fc00::", 7],
  ],
);

/** IANA's special-purpose registries: nothing here is a host on the internet. Link-local is where clouds keep credentials. */
const special = listOf(
  [
    ["0.0.0.0", 8],
    ["10.0.0.0", 8],
    ["100.64.0.0", 10],
    ["127.0.0.0", 8],
    ["169.254.0.0", 16],
    ["172.16.0.0", 12],
    ["192.0.0.0", 24],
    ["192.0.2.0", 24],
    ["192.88.99.0", 24],
    ["192.168.0.0", 16],
    ["198.18.0.0", 15],
    ["198.51.100.0", 24],
    ["203.0.113.0", 24],
    ["224.0.0.0", 3],
  ],
  [
    ["2001::", 23],
    ["2001:db8::", 32],
    ["2002::", 16],
    ["3fff::", 20],
  ],
);

/** Of IPv6 only this part is given out; IPv4 in any disguise lies outside it. */
const globalIpv6 = listOf([], [["2000::", 3]]);

/** May the server connect to this address, over this scheme, because an admin named a host? */
export function mayCall(address: string, scheme: string): boolean {
  const family = isIP(address) === 6 ? "ipv6" : "ipv4";
  if (scheme === "http:") return env.ssoHttpLoopback && loopback.check(address, family);
  if (scheme !== "https:") return false;
  if (env.ssoPrivateNetworks && internal.check(address, family)) return true;
  return !special.check(address, family) && (family === "ipv4" || globalIpv6.check(address, family));
}
