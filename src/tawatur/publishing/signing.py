"""Signatures of packs: Ed25519, by the `cryptography` library."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Any

from tawatur.errors import UsageError
from tawatur.publishing.extras import need

_MODULE = "cryptography.hazmat.primitives.asymmetric.ed25519"
_SERIAL = "cryptography.hazmat.primitives.serialization"


class UnusableKey(UsageError):
    """A key file that holds no Ed25519 key, or cannot be read or made."""

    code = "key"


class Signer:
    """A private key. `public` are its 32 public bytes; `fingerprint` is what people compare."""

    def __init__(self, key: Any) -> None:
        self._key = key
        self.public: bytes = key.public_key().public_bytes_raw()
        self.fingerprint = fingerprint(self.public)

    def sign(self, message: bytes) -> bytes:
        """The signature of a message, the same each time."""
        signature: bytes = self._key.sign(message)
        return signature


def open_key(path: Path) -> Signer:
    """The private key in a file (PEM), made there, for its owner's eyes only, where there is none.

    Raises:
        UnusableKey: the file holds something else, or cannot be written.
        MissingExtra: `cryptography` is not installed.
    """
    ed25519, serial = need(_MODULE), need(_SERIAL)
    try:
        if path.exists():
            key = serial.load_pem_private_key(path.read_bytes(), password=None)
        else:
            key = ed25519.Ed25519PrivateKey.generate()
            private = key.private_bytes(serial.Encoding.PEM, serial.PrivateFormat.PKCS8, serial.NoEncryption())
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(private)
    except (OSError, ValueError, TypeError) as error:
        raise UnusableKey("this key cannot be used; give a path where one can be made", subject=str(path)) from error
    if not isinstance(key, ed25519.Ed25519PrivateKey):
        raise UnusableKey("this is no Ed25519 key; give a path where one can be made", subject=str(path))
    return Signer(key)


def holds(public: bytes, signature: bytes, message: bytes) -> bool:
    """Whether a signature is that of the message by the holder of the key."""
    ed25519, errors = need(_MODULE), need("cryptography.exceptions")
    try:
        ed25519.Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (errors.InvalidSignature, ValueError):
        return False
    return True


def fingerprint(public: bytes) -> str:
    """A public key as people compare it: eight groups of four."""
    digest = hashlib.sha256(public).hexdigest()[:32]
    return "-".join(digest[at : at + 4] for at in range(0, 32, 4))
