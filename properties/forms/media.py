"""Names and kinds of pictures and documents."""

from django import forms

from properties.models import PropertyDocument, PropertyImage


class ImageForm(forms.ModelForm[PropertyImage]):
    """What a picture is called and shows."""

    class Meta:
        model = PropertyImage
        fields = ["title", "kind"]


class DocumentForm(forms.ModelForm[PropertyDocument]):
    """What a document is called and what it is."""

    class Meta:
        model = PropertyDocument
        fields = ["name", "kind"]
