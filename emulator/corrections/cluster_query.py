"""The cluster query language of ECS, in which a filter or a placement constraint chooses container instances.

Source: "Create expressions to define container instances for Amazon ECS tasks" (Amazon ECS Developer Guide).
"""

import operator
import re
from datetime import datetime, timezone

from moto.ecs.exceptions import InvalidParameterException

TOKEN = re.compile(
    r"""\s*(?: (?P<symbol> && | \|\| | == | != | >= | <= | =~ | !~ | !in\b | !exists\b | [()\[\],><!] )
             | "(?P<quoted>[^"]*)" | '(?P<single>[^']*)'
             | (?P<word>[^\s()\[\],=!<>&|"']+) )""",
    re.VERBOSE,
)
NAMES = {
    "equals": "==",
    "not_equals": "!=",
    "greater_than": ">",
    "greater_than_equal": ">=",
    "less_than": "<",
    "less_than_equal": "<=",
    "not_in": "!in",
    "not_exists": "!exists",
    "matches": "=~",
    "not_matches": "!~",
    "and": "&&",
    "or": "||",
    "not": "!",
}
COMPARISONS = {
    "==": operator.eq,
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
    "=~": lambda held, given: re.fullmatch(given, str(held)) is not None,
    "in": lambda held, given: held in given,
}
NEGATIONS = {"!=": "==", "!~": "=~", "!in": "in"}


def chosen(expression, facts):
    """Whether the expression holds for an instance. facts: the values of its subjects, a list for "task:group"."""
    parser = _Parser(expression, facts)
    result = parser.alternatives()
    if parser.tokens:
        raise _wrong(expression, f"unexpected {parser.tokens[0]}")
    return result


def _wrong(expression, why):
    return InvalidParameterException(f"Invalid expression '{expression}': {why}.")


class _Parser:
    def __init__(self, expression, facts):
        self.expression, self.facts, self.tokens = expression, facts, []
        position = 0
        text = expression.rstrip()
        while position < len(text):
            match = TOKEN.match(text, position)
            if not match:
                raise _wrong(expression, f"unexpected {text[position]}")
            word = match["word"]
            self.tokens.append(match["symbol"] or (NAMES.get(word, word) if word else match["quoted"] or match["single"]))
            position = match.end()

    def take(self, *expected):
        if not self.tokens or (expected and self.tokens[0] not in expected):
            found = self.tokens[0] if self.tokens else "its end"
            raise _wrong(self.expression, f"expected {' or '.join(expected) or 'more'}, found {found}")
        return self.tokens.pop(0)

    def alternatives(self):
        result = self.conjunction()
        while self.tokens and self.tokens[0] == "||":
            self.take()
            result = self.conjunction() or result
        return result

    def conjunction(self):
        result = self.condition()
        while self.tokens and self.tokens[0] == "&&":
            self.take()
            result = self.condition() and result
        return result

    def condition(self):
        if self.tokens and self.tokens[0] == "!":
            self.take()
            return not self.condition()
        if self.tokens and self.tokens[0] == "(":
            self.take()
            result = self.alternatives()
            self.take(")")
            return result
        return self.comparison()

    def comparison(self):
        subject = self.take()
        sign = self.take(*COMPARISONS, *NEGATIONS, "exists", "!exists")
        if not subject.startswith("attribute:") and subject not in self.facts:
            raise _wrong(self.expression, f"{subject} is no subject")
        held = self.facts.get(subject)
        if sign in ("exists", "!exists"):
            return (held is not None) == (sign == "exists")
        given = self.list() if sign in ("in", "!in") else self.take()
        values = [] if held is None else held if isinstance(held, list) else [held]
        compare = COMPARISONS[NEGATIONS.get(sign, sign)]
        return any(compare(value, self.like(value, given)) for value in values) != (sign in NEGATIONS)

    def list(self):
        self.take("[")
        values = [self.take()]
        while self.take(",", "]") == ",":
            values.append(self.take())
        return values

    def like(self, held, given):
        """The argument, read as what it is compared with: a number, a point in time or text."""
        try:
            if isinstance(held, int):
                return [int(one) for one in given] if isinstance(given, list) else int(given)
            if isinstance(held, datetime):
                point = datetime.fromisoformat(given.replace("Z", "+00:00"))
                return point if point.tzinfo is None else point.astimezone(timezone.utc).replace(tzinfo=None)
        except ValueError:
            raise _wrong(self.expression, f"{given} cannot be compared with {held}") from None
        return given
