"""What people write beside a number: »priv.«, »ab 18h«, »Sohn«."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("contacts", "0010_ties_by_name")]
    operations = [
        migrations.AddField(
            model_name="contactphone",
            name="note",
            field=models.CharField(blank=True, max_length=100, verbose_name="Hinweis"),
        ),
    ]
