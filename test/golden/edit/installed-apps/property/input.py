class CommunityBaseSettings(Settings):
    @property
    def INSTALLED_APPS(self):
        apps = ["django.contrib.auth"]
        return apps
