"""How a correction replaces one function of moto, and what corrections share."""

from moto.core.utils import camelcase_to_underscores


def instead_of(owner, name):
    """Decorator: calls of owner.name go to the decorated function, whose first argument is the original."""
    original = getattr(owner, name)

    def replace(correction):
        setattr(owner, name, lambda *args, **kwargs: correction(original, *args, **kwargs))

    return replace


def keep(thing, response, *parameters):
    """Keeps on thing, which moto answers from, those parameters of the request that moto drops."""
    for parameter in parameters:
        value = response._get_param(parameter)
        if value is not None:
            setattr(thing, camelcase_to_underscores(parameter), value)


def page(response, rows, limit_parameter, token_parameter, largest):
    """The page of rows that the request asks for, and the token of the next one (None after the last)."""
    size = min(int(response._get_param(limit_parameter) or largest), largest)
    start = int(response._get_param(token_parameter) or 0)
    end = start + size
    return rows[start:end], str(end) if end < len(rows) else None
