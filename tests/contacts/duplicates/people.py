"""Records that several tests of duplicate detection speak about."""

from datetime import date

from contacts.duplicates.record import Record, RecordAddress

HOME = RecordAddress("Neubaugasse", "12", "1070", "Wien", "AT")

HANSI = Record(
    id=1,
    given_name="Johann",
    family_name="Mayrhofer",
    birth_date=date(1961, 4, 17),
    emails=("johann.mayrhofer@example.at",),
    phones=("+436641234567",),
    addresses=(HOME,),
)
LANDLINE = "+4315234567"
