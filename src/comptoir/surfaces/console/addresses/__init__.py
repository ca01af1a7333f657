"""The addresses of the newer rooms of the console, a file each; and what stands for a number in all of them."""

from django.urls import register_converter
from django.urls.converters import IntConverter


class IdConverter(IntConverter):
    """A number that a database can hold."""

    regex = "[0-9]{1,18}"


register_converter(IdConverter, "id")
