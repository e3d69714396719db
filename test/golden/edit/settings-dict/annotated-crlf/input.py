REST_FRAMEWORK: dict[str, object] = {
    "PAGE_SIZE": 20,
}
