"""Fills the new sort keys of contacts that are there already."""

from django.db import migrations

from contacts.fields.normalise import sort_form

_COLUMNS = ["company_key", "responsible_key", "tags_key"]


def fill(apps, schema_editor):
    contact_model = apps.get_model("contacts", "Contact")
    user_model = apps.get_model("accounts", "User")
    names = {user.pk: sort_form(user.name or user.email)[:140] for user in user_model.objects.all()}
    batch = []
    for contact in contact_model.objects.only("company_name", "tags", "responsible_id").iterator():
        contact.company_key = sort_form(contact.company_name)[:140]
        contact.tags_key = ", ".join(sorted(map(sort_form, contact.tags)))[:140]
        contact.responsible_key = names.get(contact.responsible_id, "")
        batch.append(contact)
        if len(batch) == 1_000:
            contact_model.objects.bulk_update(batch, _COLUMNS)
            batch.clear()
    contact_model.objects.bulk_update(batch, _COLUMNS)


class Migration(migrations.Migration):
    dependencies = [("contacts", "0006_overview_orders")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
