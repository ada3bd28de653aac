"""How values cross between worker and cell: msgpack with numpy arrays, decoded by declared type.

An array crosses as (dtype, shape, bytes) and arrives read-only. Nothing is ever unpickled.
"""

import math
import re
from collections.abc import Callable, Iterator
from typing import Any, get_args, get_origin

import msgspec
import numpy as np

_ARRAY = 1  # the msgpack extension code of an array
_DTYPES = ("<f8", "<f4", "<i8", "<i4", "<i2", "|i1", "<u8", "<u4", "<u2", "|u1", "|b1")

# the bytes of a NaN or an infinity in msgpack; other data may look like it, so a hit is checked
_MAYBE_NOT_FINITE = re.compile(rb"\xcb[\x7f\xff][\xf0-\xff]|\xca[\x7f\xff][\x80-\xff]", re.DOTALL)


class _Array(msgspec.Struct, array_like=True):
    dtype: str
    shape: tuple[int, ...]
    data: bytes


_array_decoder = msgspec.msgpack.Decoder(_Array)


def make_encoder(hint: Any) -> msgspec.msgpack.Encoder:
    """An encoder of values of the declared type, which turns numpy scalars into plain numbers.

    Arrays cross as arrays where the type has any, and as lists of numbers otherwise.
    """
    keep_arrays = _mentions_array(hint)

    def hook(value: Any) -> Any:
        if isinstance(value, np.generic):
            return value.item()
        if isinstance(value, np.ndarray):
            return _pack_array(value) if keep_arrays else value.tolist()
        raise TypeError(f"a value of type `{type(value).__name__}` cannot cross")

    return msgspec.msgpack.Encoder(enc_hook=hook)


def make_decoder(hint: Any) -> msgspec.msgpack.Decoder[Any]:
    """A strict decoder of values of the declared type."""
    return msgspec.msgpack.Decoder(hint, dec_hook=_check_array, ext_hook=_unpack_array)


def make_strict_decoder(hint: Any) -> Callable[[bytes], Any]:
    """A decoder for what comes out of a cell: also every number must be finite.

    It raises msgspec.DecodeError (of which ValidationError is a kind), or ValueError with the
    path of the number that is not finite.
    """
    decode = make_decoder(hint).decode
    arrays = _mentions_array(hint)

    def strict(payload: bytes) -> Any:
        value = decode(payload)
        if arrays or _MAYBE_NOT_FINITE.search(payload):
            for path, number in _not_finite(value, "$"):
                raise ValueError(f"expected a finite number, got `{number}` at `{path}`")
        return value

    return strict


def _pack_array(array: "np.ndarray[Any, Any]") -> msgspec.msgpack.Ext:
    plain = np.ascontiguousarray(array.astype(array.dtype.newbyteorder("<"), copy=False))
    if plain.dtype.str not in _DTYPES:
        raise TypeError(f"an array of {array.dtype} cannot cross")
    packed = _Array(plain.dtype.str, array.shape, plain.tobytes())
    return msgspec.msgpack.Ext(_ARRAY, msgspec.msgpack.encode(packed))


def _unpack_array(code: int, data: memoryview) -> Any:
    if code != _ARRAY:
        raise ValueError(f"unknown extension {code}")
    packed = _array_decoder.decode(data)
    if packed.dtype not in _DTYPES or any(size < 0 for size in packed.shape):
        raise ValueError("a malformed array")
    if math.prod(packed.shape) * np.dtype(packed.dtype).itemsize != len(packed.data):
        raise ValueError("an array whose shape does not fit its data")
    return np.frombuffer(packed.data, packed.dtype).reshape(packed.shape)


def _check_array(hint: Any, value: Any) -> Any:
    if not _is_array(hint):
        raise NotImplementedError(f"no way to carry a `{hint}`")
    if not isinstance(value, np.ndarray):
        raise TypeError(f"Expected an array, got `{type(value).__name__}`")
    wanted = get_args(get_args(hint)[1])[0] if len(get_args(hint)) > 1 else Any
    if wanted is not Any and isinstance(wanted, type) and not issubclass(value.dtype.type, wanted):
        raise TypeError(f"Expected an array of {wanted.__name__}, got {value.dtype}")
    return value


def _is_array(hint: Any) -> bool:
    return hint is np.ndarray or get_origin(hint) is np.ndarray


def _mentions_array(hint: Any) -> bool:
    kinds = (info for info in walk_type(hint) if isinstance(info, msgspec.inspect.CustomType))
    return any(info.cls is np.ndarray for info in kinds)


def strange_parts(hint: Any) -> Iterator[tuple[type | None, str, str]]:
    """What of a type cannot cross: (struct, its field, what it holds); no struct at the top."""
    for info in walk_type(hint):
        if isinstance(info, msgspec.inspect.StructType):
            for field in info.fields:
                for name in _strange(field.type):
                    yield info.cls, field.name, name
    for name in _strange(msgspec.inspect.type_info(hint)):
        yield None, "", name


def _strange(info: Any) -> Iterator[str]:
    """The classes below a type, down to the next struct, for which there is no way to cross."""
    if isinstance(info, msgspec.inspect.CustomType):
        if info.cls is not np.ndarray:
            yield info.cls.__name__
    elif not isinstance(info, msgspec.inspect.StructType):
        for part in _parts_of(info):
            yield from _strange(part)


def walk_type(hint: Any) -> Iterator[Any]:
    """All parts of a type, as `msgspec.inspect` describes them."""
    waiting, seen = [msgspec.inspect.type_info(hint)], set()
    while waiting:
        info = waiting.pop()
        if id(info) in seen:
            continue
        seen.add(id(info))
        yield info
        waiting += _parts_of(info)
        waiting += [field.type for field in getattr(info, "fields", ())]


def _parts_of(info: Any) -> list[Any]:
    names = ("type", "item_type", "key_type", "value_type")
    one = [getattr(info, name) for name in names if hasattr(info, name)]
    return [*one, *getattr(info, "item_types", ()), *getattr(info, "types", ())]


def _not_finite(value: Any, path: str) -> Iterator[tuple[str, Any]]:
    """The places of a decoded value that hold NaN or infinities."""
    if isinstance(value, float):
        if not math.isfinite(value):
            yield path, value
    elif isinstance(value, np.ndarray):
        if value.dtype.kind == "f" and not np.isfinite(value).all():
            yield path, value[~np.isfinite(value)].flat[0]
    else:
        for step, part in _parts(value):
            yield from _not_finite(part, path + step)


def _parts(value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, msgspec.Struct):
        yield from ((f".{name}", getattr(value, name)) for name in value.__struct_fields__)
    elif isinstance(value, dict):
        yield from ((f"[{key!r}]", part) for key, part in value.items())
        yield from ((" (a key)", key) for key in value)
    elif isinstance(value, list | tuple | set | frozenset):
        yield from ((f"[{place}]", part) for place, part in enumerate(value))
