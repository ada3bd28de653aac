"""What rules may use: names, modules and their members, syntax. Everything else is refused.

Left out on purpose: clocks, entropy, identities and addresses (`id`, `hash`, `repr`), files,
names made at run time (`getattr`), uninitialised memory (`np.empty`), anything that leads from
an allowed module to another one.
"""

import ast


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


BUILTINS = _words(
    """abs all any bool bytes callable chr complex dict divmod enumerate filter float frozenset int
    isinstance issubclass iter len list map max min next object ord pow property range reversed
    round set slice sorted staticmethod classmethod str sum super tuple zip True False None
    NotImplemented Ellipsis ArithmeticError AssertionError AttributeError Exception
    FloatingPointError IndexError KeyError LookupError NotImplementedError OverflowError
    RuntimeError StopIteration TypeError ValueError ZeroDivisionError"""
)

MODULES: dict[str, frozenset[str]] = {
    "math": _words(
        """acos acosh asin asinh atan atan2 atanh cbrt ceil comb copysign cos cosh degrees dist e
        erf erfc exp exp2 expm1 fabs factorial floor fmod frexp fsum gamma gcd hypot inf isclose
        isfinite isinf isnan isqrt lcm ldexp lgamma log log10 log1p log2 modf nan nextafter perm
        pi pow prod radians remainder sin sinh sqrt tan tanh tau trunc ulp"""
    ),
    "itertools": _words(
        """accumulate chain combinations combinations_with_replacement compress count cycle
        dropwhile filterfalse groupby islice pairwise permutations product repeat starmap
        takewhile zip_longest"""
    ),
    "functools": _words("cache cached_property cmp_to_key lru_cache partial reduce total_ordering"),
    "heapq": _words("heapify heappop heappush heappushpop heapreplace merge nlargest nsmallest"),
    "bisect": _words("bisect bisect_left bisect_right insort insort_left insort_right"),
    "collections": _words("ChainMap Counter OrderedDict defaultdict deque namedtuple"),
    "collections.abc": _words(
        "Callable Collection Hashable Iterable Iterator Mapping MutableMapping Sequence Set"
    ),
    "dataclasses": _words("asdict astuple dataclass field replace"),
    "enum": _words("Enum IntEnum auto"),
    "statistics": _words(
        """NormalDist correlation covariance fmean geometric_mean harmonic_mean linear_regression
        mean median median_high median_low mode multimode pstdev pvariance quantiles stdev
        variance"""
    ),
    "operator": _words(
        """add and_ contains eq floordiv ge gt itemgetter le lt mod mul ne neg not_ or_ pos pow sub
        truediv xor"""
    ),
    "typing": _words(
        """Any Callable ClassVar Dict Final Iterable Iterator List Literal Mapping NamedTuple
        Optional Protocol Sequence Set Tuple TypeAlias TypeVar Union"""
    ),
    "__future__": _words("annotations"),
    "numpy": _words(
        """abs absolute add all allclose amax amin any append apply_along_axis arange arccos
        arccosh arcsin arcsinh arctan arctan2 arctanh argmax argmin argpartition argsort
        argwhere around array array_equal array_split asarray atleast_1d atleast_2d average
        bincount bool bool_ broadcast_arrays broadcast_to cbrt ceil choose clip column_stack
        compress concatenate convolve copy copysign corrcoef correlate cos cosh count_nonzero
        cov cross cumprod cumsum deg2rad degrees delete diag diagonal diff digitize divide
        divmod dot dsplit dstack e einsum equal exp exp2 expand_dims expm1 extract eye fabs
        fill_diagonal finfo flatnonzero flip fliplr flipud float32 float64 floor floor_divide
        fmax fmin fmod full full_like gcd geomspace gradient greater greater_equal heaviside
        histogram hsplit hstack hypot identity iinfo indices inf inner insert int16 int32 int64
        int8 integer interp intersect1d invert isclose isfinite isin isinf isnan ix_ kron lcm
        less less_equal lexsort linspace log log10 log1p log2 logaddexp logical_and logical_not
        logical_or logical_xor logspace matmul max maximum mean median meshgrid min minimum mod
        moveaxis multiply nan nan_to_num nanargmax nanargmin nancumsum nanmax nanmean nanmedian
        nanmin nanpercentile nanprod nanquantile nanstd nansum nanvar ndim negative newaxis
        nonzero not_equal number ones ones_like outer pad partition percentile pi piecewise
        polyfit polyval positive power prod ptp put_along_axis quantile rad2deg radians ravel
        reciprocal remainder repeat reshape resize rint roll rollaxis rot90 round searchsorted
        select setdiff1d setxor1d shape sign sin sinc sinh size sort split sqrt square squeeze
        stack std subtract sum swapaxes take take_along_axis tan tanh tensordot tile trace
        transpose trapezoid tri tril triu true_divide trunc uint16 uint32 uint64 uint8 union1d
        unique unravel_index unwrap vander var vdot vectorize vsplit vstack where zeros
        zeros_like"""
    ),
    "numpy.linalg": _words(
        """LinAlgError cholesky cond det eig eigh eigvals eigvalsh inv lstsq matrix_power
        matrix_rank multi_dot norm pinv qr slogdet solve svd"""
    ),
    "numpy.typing": _words("ArrayLike NDArray"),
}

# attributes that lead out of a value: to files, raw memory, frames, code, names made at run time
REFUSED_ATTRIBUTES = _words(
    """ctypes dump dumps format format_map getfield mro newbyteorder setfield setflags tofile
    with_traceback gi_frame gi_code cr_frame cr_code ag_frame ag_code tb_frame tb_next f_back
    f_builtins f_code f_globals f_locals f_trace co_code co_consts func_globals func_code"""
)

# special methods that classes of rules may define, and the public ones of named tuples
METHODS = _words(
    """__init__ __post_init__ __call__ __len__ __iter__ __next__ __contains__ __getitem__
    __setitem__ __eq__ __lt__ __le__ __gt__ __ge__ __add__ __sub__ __mul__ __neg__ __bool__
    _replace _asdict _fields _make"""
)

STATEMENTS = (
    ast.Module, ast.FunctionDef, ast.ClassDef, ast.Return, ast.Delete, ast.Assign, ast.AugAssign,
    ast.AnnAssign, ast.For, ast.While, ast.If, ast.Raise, ast.Try, ast.ExceptHandler, ast.Assert,
    ast.Import, ast.ImportFrom, ast.alias, ast.Global, ast.Nonlocal, ast.Expr, ast.Pass, ast.Break,
    ast.Continue, ast.arguments, ast.arg, ast.keyword,
)  # fmt: skip

EXPRESSIONS = (
    ast.BoolOp, ast.NamedExpr, ast.BinOp, ast.UnaryOp, ast.Lambda, ast.IfExp, ast.Dict, ast.Set,
    ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp, ast.comprehension, ast.Yield,
    ast.YieldFrom, ast.Compare, ast.Call, ast.FormattedValue, ast.JoinedStr, ast.Constant,
    ast.Attribute, ast.Subscript, ast.Starred, ast.Name, ast.List, ast.Tuple, ast.Slice,
    ast.expr_context, ast.operator, ast.unaryop, ast.boolop, ast.cmpop,
)  # fmt: skip
