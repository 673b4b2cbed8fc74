"""AWS Budgets."""

from moto.budgets.exceptions import NotFoundException
from moto.budgets.responses import BudgetsResponse
from moto.core.responses import ActionResult


# AWS: tells who is notified of what. moto: keeps it and lacks the action.
def describe_subscribers_for_notification(self):
    wanted = self._get_param("Notification")
    for notification in _budget(self).notifications:
        if all(notification.details.get(key) == value for key, value in wanted.items()):
            return ActionResult({"Subscribers": notification.subscribers})
    raise NotFoundException("Unable to get subscribers - the notification doesn't exist.")


# AWS: a budget can be changed. moto: lacks the action.
def update_budget(self):
    changed = self._get_param("NewBudget")
    _budget(self, changed["BudgetName"]).budget.update(changed)
    return ActionResult({})


# AWS: a budget has tags. moto: drops them.
def create_budget(self):
    self.backend.create_budget(
        self._get_param("AccountId"), self._get_param("Budget"), self._get_param("NotificationsWithSubscribers") or []
    )
    _budget(self, self._get_param("Budget")["BudgetName"]).tags = self._get_param("ResourceTags") or []
    return ActionResult({})


def list_tags_for_resource(self):
    name = self._get_param("ResourceARN").split(":budget/")[-1]
    return ActionResult({"ResourceTags": getattr(_budget(self, name), "tags", [])})


def tag_resource(self):
    name = self._get_param("ResourceARN").split(":budget/")[-1]
    budget, new = _budget(self, name), self._get_param("ResourceTags")
    keys = {tag["Key"] for tag in new}
    budget.tags = [tag for tag in getattr(budget, "tags", []) if tag["Key"] not in keys] + new
    return ActionResult({})


def _budget(response, name=None):
    name = name or response._get_param("BudgetName")
    budget = response.backend.budgets[response.current_account].get(name)
    if budget is None:
        raise NotFoundException(f"Unable to get budget: {name} - the budget doesn't exist.")
    return budget


for action in (describe_subscribers_for_notification, update_budget, create_budget, list_tags_for_resource, tag_resource):
    setattr(BudgetsResponse, action.__name__, action)
