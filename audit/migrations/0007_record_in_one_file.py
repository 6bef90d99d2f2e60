"""The functions of the record stand in one file from here on; what they do stays the same."""

from django.db import migrations

from audit.installing import InstallRecord


class Migration(migrations.Migration):
    dependencies = [("audit", "0006_written_by_the_owner")]
    operations = [InstallRecord("eaa7b1199eb9a576422f506f6fcd39a81888228dd2495b56f63661a39e819b72")]
