from rest_framework import status
from rest_framework.exceptions import APIException


class Conflict(APIException):
    """The request is sound, but the object's present state forbids it."""

    status_code = status.HTTP_409_CONFLICT
    default_detail = "Not possible in the present state."
    default_code = "conflict"
