"""Rule source as a syntax tree: its size, and an identity that ignores layout and comments."""

import ast
import hashlib
from collections.abc import Iterator

_DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
_UNCOUNTED = (ast.expr_context, ast.operator, ast.unaryop, ast.boolop, ast.cmpop)


def parse(source: str) -> ast.Module:
    """The syntax tree of a source text without its docstrings.

    Raises:
        SyntaxError: the text is no Python, or is nested too deeply for the parser.
    """
    try:
        tree = ast.parse(source)
    except (ValueError, MemoryError, RecursionError) as error:
        raise SyntaxError(
            f"the source cannot be parsed: {str(error) or type(error).__name__}"
        ) from None
    for node in ast.walk(tree):
        if isinstance(node, _DOCUMENTED) and _is_docstring(node.body[:1]):
            node.body = node.body[1:] or ([] if isinstance(node, ast.Module) else [ast.Pass()])
    return tree


def syntax_nodes(source: str) -> int:
    """How large a rule set is: its syntax nodes, without docstrings and bare operators.

    Raises:
        SyntaxError: as `parse`.
    """
    return sum(not isinstance(node, _UNCOUNTED) for node in ast.walk(parse(source)))


def syntax_hash(source: str) -> str:
    """The identity of a rule set, 32 hexadecimal digits: the same for another layout or comments.

    It differs between versions of Python that name their syntax nodes differently.

    Raises:
        SyntaxError: as `parse`.
    """
    digest = hashlib.blake2b(digest_size=16)
    for piece in _flatten(parse(source)):
        digest.update(piece.encode("utf-8", errors="surrogatepass"))
        digest.update(b"\x1f")
    return digest.hexdigest()


def _is_docstring(body: list[ast.stmt]) -> bool:
    return any(
        isinstance(s, ast.Expr)
        and isinstance(s.value, ast.Constant)
        and isinstance(s.value.value, str)
        for s in body
    )


def _flatten(tree: ast.AST) -> Iterator[str]:
    """The tree as text pieces that determine it; a loop, since a tree may be deep."""
    waiting: list[object] = [tree]
    while waiting:
        item = waiting.pop()
        if isinstance(item, ast.AST):
            fields = list(ast.iter_fields(item))
            yield f"{type(item).__name__}({len(fields)}"
            waiting += [value for _, value in reversed(fields)]
        elif isinstance(item, list):
            yield f"[{len(item)}"
            waiting += reversed(item)
        else:
            yield f"{type(item).__name__}:{item!r}"
