"""Where what was sent without a valid session is found again."""

from django.urls import path

from base.once import resuming

app_name = "once"
urlpatterns = [path("weiter/", resuming.resume, name="resume")]
