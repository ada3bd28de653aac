"""The system calls a cell may make: a seccomp-BPF filter built by hand.

Allowed calls are what CPython and numpy need to compute; some calls that honest libraries try are
answered with an error, so that they carry on; everything else kills the cell at once. `getrandom`
is among the killed ones: an error would leave generators silently unseeded.

Source: kernel documentation userspace-api/seccomp_filter.rst; numbers from the kernel's
syscall tables of x86_64 and of arm64 (`asm-generic/unistd.h`).
"""

import ctypes
import errno
import struct
from dataclasses import dataclass

from ruleloop.isolation import kernel

_KILL, _ERRNO, _ALLOW = 0x80000000, 0x00050000, 0x7FFF0000
_LOAD, _IF_EQUAL, _IF_ANY_BIT, _RETURN = 0x20, 0x15, 0x45, 0x06
_NUMBER_AT, _ARCHITECTURE_AT = 0, 4
_EXECUTABLE = 4  # PROT_EXEC


@dataclass(frozen=True)
class _Numbers:
    architecture: int
    read: int
    write: int
    mappings: tuple[int, ...]  # allowed when they do not ask for executable memory
    allowed: tuple[int, ...]
    refused: tuple[int, ...]  # answered with EPERM


# allowed: munmap brk mremap madvise futex rt_sigreturn sigaltstack exit exit_group clock_gettime
#          gettimeofday sched_yield restart_syscall
# refused: openat newfstatat readlinkat faccessat faccessat2 statx getcwd ioctl lseek fstat
#          sched_getaffinity rt_sigaction sysinfo nanosleep clock_nanosleep clone clone3
#          and on x86_64 their elder forms: open stat lstat access readlink fork vfork
_TABLES = {
    "x86_64": _Numbers(
        architecture=0xC000003E,
        read=0,
        write=1,
        mappings=(9, 10),
        allowed=(11, 12, 25, 28, 202, 15, 131, 60, 231, 228, 96, 24, 219),
        refused=(
            *(257, 262, 267, 269, 439, 332, 79, 16, 8, 5, 204, 13, 99, 35, 230, 56, 435),
            *(2, 4, 6, 21, 89, 57, 58),
        ),
    ),
    "aarch64": _Numbers(
        architecture=0xC00000B7,
        read=63,
        write=64,
        mappings=(222, 226),
        allowed=(215, 214, 216, 233, 98, 139, 132, 93, 94, 113, 169, 124, 128),
        refused=(56, 79, 78, 48, 439, 291, 17, 29, 62, 80, 123, 134, 179, 101, 115, 220, 435),
    ),
}


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_void_p))


def has_filter_for_this_machine() -> bool:
    """Whether the table of system calls of this machine is known."""
    return kernel.on_linux() and kernel.machine() in _TABLES


def build_filter(machine: str, read_fd: int, write_fd: int) -> bytes:
    """The filter as BPF instructions; reads and writes are allowed on one descriptor each."""
    numbers = _TABLES[machine]
    program = [
        _instruction(_LOAD, _ARCHITECTURE_AT),
        _instruction(_IF_EQUAL, numbers.architecture, 1, 0),
        _instruction(_RETURN, _KILL),
        _instruction(_LOAD, _NUMBER_AT),
    ]
    for number in numbers.allowed:
        program += _answer(number, _ALLOW)
    for number, descriptor in ((numbers.read, read_fd), (numbers.write, write_fd)):
        test = _instruction(_IF_EQUAL, descriptor, 0, 1)
        program += _answer_by_argument(number, 0, test, errno.EBADF)
    for number in numbers.mappings:
        test = _instruction(_IF_ANY_BIT, _EXECUTABLE, 1, 0)
        program += _answer_by_argument(number, 2, test, errno.EPERM)
    for number in numbers.refused:
        program += _answer(number, _ERRNO | errno.EPERM)
    program.append(_instruction(_RETURN, _KILL))
    return b"".join(program)


def install_filter(program: bytes) -> None:
    """Bind this process and all its descendants to a filter; needs no_new_privs.

    Raises:
        OSError: the kernel refused.
    """
    buffer = ctypes.create_string_buffer(program, len(program))
    head = _Program(len(program) // 8, ctypes.addressof(buffer))
    mode, at = kernel.SECCOMP_MODE_FILTER, ctypes.addressof(head)
    refused = kernel.prctl(kernel.PR_SET_SECCOMP, mode, at)
    if refused < 0:
        raise OSError(-refused, "seccomp")


def _instruction(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    return struct.pack("=HBBI", code, if_true, if_false, value)


def _answer(number: int, answer: int) -> list[bytes]:
    return [_instruction(_IF_EQUAL, number, 0, 1), _instruction(_RETURN, answer)]


def _answer_by_argument(number: int, argument: int, test: bytes, error: int) -> list[bytes]:
    """Allow where the test falls through to the next instruction, else answer with an error."""
    return [
        _instruction(_IF_EQUAL, number, 0, 4),
        _instruction(_LOAD, 16 + 8 * argument),  # the low half: the kernel sees no more of it
        test,
        _instruction(_RETURN, _ALLOW),
        _instruction(_RETURN, _ERRNO | error),
    ]
