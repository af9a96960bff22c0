"""Numbers of the record office in an address: `1/2019` names a berkas, a loan, a proposal."""

from __future__ import annotations

from werkzeug.routing import BaseConverter


class Number(BaseConverter):
    """A serial number and its year."""

    regex = r"[0-9]{1,6}/[0-9]{4}"
    part_isolating = False
