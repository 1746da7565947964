"""Tells a loop that only polls from one that works: by its source, since both wake up just as often."""

import ast


def only_polls(source, line):
    """Whether `line` is the sleep of a `while` loop whose body does nothing but sleep, test and count."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, RecursionError):
        return False
    loops = [
        node
        for node in ast.walk(tree)
        if isinstance(node, (ast.While, ast.For, ast.AsyncFor)) and node.lineno <= line <= node.end_lineno
    ]
    if not loops:
        return False
    innermost = max(loops, key=_line_of)
    return isinstance(innermost, ast.While) and all(_is_idle(statement) for statement in innermost.body)


def _line_of(node):
    return node.lineno


def _is_idle(statement):
    if isinstance(statement, (ast.Pass, ast.Continue, ast.Break, ast.Return)):
        return True
    if isinstance(statement, ast.If):
        return all(_is_idle(inner) for inner in statement.body + statement.orelse)
    if isinstance(statement, ast.AugAssign):
        return isinstance(statement.value, ast.Constant)
    return (
        isinstance(statement, ast.Expr)
        and isinstance(statement.value, ast.Await)
        and isinstance(statement.value.value, ast.Call)
        and getattr(statement.value.value.func, "attr", getattr(statement.value.value.func, "id", None)) == "sleep"
    )
