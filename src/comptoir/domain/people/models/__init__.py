"""What we keep of people."""

from comptoir.domain.people.models.members import Group, Membership, Role, User
from comptoir.domain.people.models.team import Absence, Invitation, RightsChange
from comptoir.domain.people.models.visitors import Customer, Visitor

__all__ = ["Absence", "Customer", "Group", "Invitation", "Membership", "RightsChange", "Role", "User", "Visitor"]
