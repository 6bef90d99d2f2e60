"""How a session finds its person: with the agency, which every page needs."""

from allauth.account.auth_backends import AuthenticationBackend

from base.accounts.models import User


class AgencyBackend(AuthenticationBackend):  # type: ignore[misc]
    """allauth's, with one query where there were two."""

    def get_user(self, user_id: int) -> User | None:
        user = User.objects.select_related("agency").filter(pk=user_id).first()
        return user if user and self.user_can_authenticate(user) else None
