REST_FRAMEWORK = {
    **BASE,
    "PAGE_SIZE": 20,
}
