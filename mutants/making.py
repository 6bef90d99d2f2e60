"""Makes the mutants of a module: its source with one place changed."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator

# One replacement for each operator, the one that is hardest to notice: a boundary moves by one.
_REPLACED = """
    Binary_Add_Sub Binary_Sub_Add Binary_Mul_Div Binary_Div_Mul Binary_Mod_Mul Binary_Pow_Mul
    Binary_BitAnd_BitOr Binary_BitOr_BitAnd Binary_BitXor_BitOr
    Comparison_Eq_NotEq Comparison_NotEq_Eq Comparison_Lt_LtE Comparison_LtE_Lt
    Comparison_Gt_GtE Comparison_GtE_Gt Comparison_Is_IsNot Comparison_IsNot_Is
    Unary_USub_UAdd Unary_Delete_Not
""".split()
_OTHERS = """
    AddNot ReplaceTrueWithFalse ReplaceFalseWithTrue ReplaceAndWithOr ReplaceOrWithAnd
    ReplaceBreakWithContinue ReplaceContinueWithBreak NumberReplacer ZeroIterationForLoop
    RemoveDecorator
""".split()


@dataclass(frozen=True)
class Mutant:
    """A module with one change: the `line` of it that `becomes` another, the whole `source`."""

    module: str
    row: int
    line: str
    becomes: str
    source: str


def mutants_of(module: str, functions: Collection[str] = ()) -> Iterator[Mutant]:
    """All mutants of a module, or of the functions named, in a fixed order.

    What only a type checker reads is no change, and the same change counts once.
    """
    source = Path(module).read_text()
    rows = _rows_of(source, functions)
    seen = {_without_annotations(source)}
    for changed in _changed(source):
        bare = _without_annotations(changed)
        mutant = _described(module, source, changed)
        if bare not in seen and (not functions or mutant.row in rows):
            seen.add(bare)
            yield mutant


def _operator_names() -> list[str]:
    replaced = [name.replace("_", "Operator_", 1) for name in _REPLACED]
    return [*(f"core/Replace{name}" for name in replaced), *(f"core/{name}" for name in _OTHERS)]


def _changed(source: str) -> Iterator[str]:
    nodes = list(ast_nodes(get_ast(source)))
    for name in _operator_names():
        operator = get_operator(name)()
        places = sum(len(list(operator.mutation_positions(node))) for node in nodes)
        for place in range(places):
            changed = mutate_code(source, operator, place)
            if changed is not None and _is_python(changed):
                yield changed


def _is_python(source: str) -> bool:
    """Not all changes are: a star before an argument is no product."""
    try:
        ast.parse(source)
    except SyntaxError:
        return False
    return True


def _described(module: str, source: str, changed: str) -> Mutant:
    before, after = source.splitlines(), changed.splitlines()
    pairs = zip(before, after, strict=False)
    row = next(row for row, (old, new) in enumerate(pairs) if old.strip() and old != new)
    return Mutant(module, row + 1, before[row].strip(), after[row].strip(), changed)


def _rows_of(source: str, functions: Collection[str]) -> set[int]:
    return {
        row
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef) and node.name in functions
        for row in range(node.lineno - len(node.decorator_list), (node.end_lineno or 0) + 1)
    }


def _without_annotations(source: str) -> str:
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.arg):
            node.annotation = None
        elif isinstance(node, ast.FunctionDef):
            node.returns = None
        elif isinstance(node, ast.AnnAssign):
            node.annotation = ast.Name("_")
    return ast.dump(tree)
