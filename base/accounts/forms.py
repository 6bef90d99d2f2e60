"""Forms around accounts."""

from django.contrib.auth.forms import AdminUserCreationForm

from base.accounts.models import User


class UserCreationForm(AdminUserCreationForm[User]):
    """A new person with access, as the operator enters it."""

    class Meta:
        model = User
        fields = ["email", "name", "agency", "role"]

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).strip().lower()
