"""Makes certificates of a new authority: a valid one, one for another host, and an expired one."""

import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path

import trustme


def certify(folder, *names):
    """Writes `ca.pem`, and a certificate with its key for each of `right`, `other` and `expired`."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(folder / "ca.pem"))
    past = datetime.now(timezone.utc) - timedelta(days=1)
    kinds = {
        "right": authority.issue_cert(*names),
        "other": authority.issue_cert("other.example"),
        "expired": authority.issue_cert(*names, not_after=past),
    }
    for kind, certificate in kinds.items():
        certificate.private_key_pem.write_to_path(str(folder / f"{kind}.key"))
        for pem in certificate.cert_chain_pems:
            pem.write_to_path(str(folder / f"{kind}.pem"), append=True)


if __name__ == "__main__":
    certify(Path(sys.argv[1]), *sys.argv[2:])
