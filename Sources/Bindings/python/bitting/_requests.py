"""What a request says about who sends it, as the middleware of both kinds reads it."""

import ipaddress
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

Network: TypeAlias = ipaddress.IPv4Network | ipaddress.IPv6Network

LITERAL = frozenset(
    b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-._~!$&'()*+,=:@/"
)
"""What stands in a path as itself, decoded or not."""

AMBIGUOUS_PATH = b""
"""A path that is always denied, with the reason "path"."""


def check_mount(path: str) -> str:
    """The path at which an application is mounted: "" or one like "/api"."""
    if path and (not path.startswith("/") or path.endswith("/")):
        raise ValueError(f"an application is mounted at a path such as /api, not at {path!r}")
    return path


@dataclass(frozen=True, slots=True, repr=False)
class Credential:
    """What a request carries to prove its key."""

    token: bytes | None
    several: bool

    def __repr__(self) -> str:
        return "<redacted>"


def read_credential(authorizations: Sequence[bytes], api_keys: Sequence[bytes]) -> Credential:
    """The credential in the values of the two headers.

    Each header counts as one, whatever it holds: `Authorization` of another scheme is a credential too, which is no key.
    """
    if len(authorizations) + len(api_keys) > 1:
        return Credential(None, several=True)
    if api_keys:
        return Credential(api_keys[0].strip(b" \t"), several=False)
    if not authorizations:
        return Credential(None, several=False)
    scheme, _, token = authorizations[0].strip(b" \t").partition(b" ")
    return Credential(token.lstrip(b" ") if scheme.lower() == b"bearer" else b"", several=False)


def is_identity_header(name: str) -> bool:
    """Whether a header claims what only an authorizer says. Servers may take `_` for `-`."""
    return name.lower().replace("_", "-").startswith("x-bitting-")


class Proxies:
    """The proxies in front, whose word about the client's address is believed."""

    def __init__(self, networks: Iterable[str]) -> None:
        if isinstance(networks, str):
            raise TypeError('`proxies` is a list of networks, such as ["10.0.0.0/8"]')
        texts = list(networks)
        # For a server that listens on a Unix socket: whoever can connect is a proxy.
        self._unix = "unix" in texts
        self._networks: list[Network] = [ipaddress.ip_network(text) for text in texts if text != "unix"]

    def client_address(self, peer: str | None, forwarded: Sequence[str]) -> str | None:
        """The client's address: the peer's, or if that is a proxy, the last that a proxy did not add itself.

        `forwarded` are the values of X-Forwarded-For in their order. None where nothing can be believed.
        """
        if not self._is_proxy(peer):
            return peer
        for text in reversed([part.strip() for value in forwarded for part in value.split(",")]):
            address = _address(text)
            if address is None:
                return None
            if not self._is_proxy(text):
                return str(address)
        return None

    def _is_proxy(self, peer: str | None) -> bool:
        if not peer:
            return self._unix
        address = _address(peer)
        return address is not None and any(address in network for network in self._networks)


def _address(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return None
    # An IPv4 address in IPv6 clothing is the IPv4 address.
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return mapped or address
