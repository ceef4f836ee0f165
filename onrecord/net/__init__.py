"""The net: the one place of the product that opens connections, and what guards it.

``get`` asks for one address and gives a whole answer or one error of the tree; ``post`` sends
something to one, and is led nowhere else. Redirects are
followed by us, hop by hop, so that every hop passes the same guards:

- the address is http or https, without user name or password (``urls``);
- the name is resolved once; *every* address it has must be public; the connection is made to one
  of just those, while Host, SNI and the certificate's check keep the name (``dialing``);
- time is measured by the wall clock over the whole exchange, redirects included; bytes are
  counted as they come and as they unpack (``bodies``).

The environment's proxies are not used: behind a proxy it is the proxy that resolves and connects,
and the guard would be blind. Nothing is kept between two calls: no cookies, no connections.
"""

from onrecord.net.dialing import Wire
from onrecord.net.exchange import Answer, Limits, get, post
from onrecord.net.urls import shown

__all__ = ["Answer", "Limits", "Wire", "get", "post", "shown"]
