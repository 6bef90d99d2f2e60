"""`python -m base.ui.bundle`: joins what every page loads, where a source changed."""

from base.ui.bundle.joining import join

if __name__ == "__main__":
    join()
