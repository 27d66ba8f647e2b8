// The ways between hosts: a link for each direction of each pair, and the proxy that segments come to first (RFC 4987 §3.8).

import type { HostId, NetworkSpec, Scenario } from "./contract/index.ts";
import type { Station } from "./hosts/index.ts";
import { Link } from "./network/index.ts";

/** The way that a packet takes from a host on. */
export interface Route {
  readonly from: Station;
  /** Whom the packet is for. */
  readonly to: HostId;
  /** Where it comes first: to whom it is for, or to the proxy on the way. */
  readonly target: Station;
  readonly link: Link;
}

export class Routes {
  private readonly routes = new Map<Station, Map<HostId, Route>>();
  /** What goes past the proxy. */
  private readonly past = new Map<Station, Map<HostId, Route>>();
  /** The routes that were used last: most runs have just two. */
  private lastRoute: Route | null = null;
  private otherRoute: Route | null = null;

  /** `station` tells who has an id; the proxy is one of the scenario's hosts. */
  constructor(private readonly scenario: Scenario, private readonly station: (id: HostId) => Station) {}

  /** Where segments from `from`, or from anywhere else, come first that are for `to`. */
  entrance(to: HostId, from: HostId | null = null): Station {
    const { synProxy } = this.scenario;
    const meets = synProxy !== undefined && from !== synProxy.host && (to === synProxy.of || from === synProxy.of);
    return this.station(meets ? synProxy.host : to);
  }

  /** The route of a packet; `segment`: whether it carries TCP, which alone a proxy takes in. */
  find(from: Station, to: HostId, segment: boolean): Route {
    if (!segment && this.scenario.synProxy !== undefined) return this.findPast(from, to);
    const { lastRoute, otherRoute } = this;
    if (lastRoute !== null && lastRoute.from === from && lastRoute.to === to) return lastRoute;
    const route = otherRoute !== null && otherRoute.from === from && otherRoute.to === to ? otherRoute : this.findAmongAll(from, to);
    this.otherRoute = lastRoute;
    this.lastRoute = route;
    return route;
  }

  private findAmongAll(from: Station, to: HostId): Route {
    return routeIn(this.routes, from, to, () => this.build(from, to, this.entrance(to, from.id)));
  }

  private findPast(from: Station, to: HostId): Route {
    return routeIn(this.past, from, to, () => this.build(from, to, this.station(to)));
  }

  private build(from: Station, to: HostId, target: Station): Route {
    const { network, twin, seed, synProxy } = this.scenario;
    const inside = synProxy !== undefined && [from.id, target.id].every((id) => id === synProxy.host || id === synProxy.of);
    // A twin has the luck of whom it stands beside, and the way to a proxy that of the way to the host behind it.
    const nameOf = (host: HostId): HostId => (host === twin?.host ? twin.of : host === synProxy?.host && !inside ? synProxy.of : host);
    return { from, to, target, link: new Link(inside ? quiet(synProxy.rtt) : network, seed, nameOf(from.id), nameOf(target.id), twin !== undefined) };
  }
}

/** Simplified: between a proxy and its host there is nothing but a delay, and no packet is lost by chance. */
function quiet(rtt: NetworkSpec["rtt"]): NetworkSpec {
  return { rtt, jitter: 0, queue: 1, loss: 0, reordering: 0, reorderDelay: 0, duplication: 0 };
}

function routeIn(routes: Map<Station, Map<HostId, Route>>, from: Station, to: HostId, build: () => Route): Route {
  let own = routes.get(from);
  if (own === undefined) {
    own = new Map();
    routes.set(from, own);
  }
  let route = own.get(to);
  if (route === undefined) {
    route = build();
    own.set(to, route);
  }
  return route;
}
