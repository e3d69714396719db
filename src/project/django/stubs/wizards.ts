/** Wizards of django-formtools, which answer a form step by step. */
export const wizards = String.raw`
from django.views.generic import TemplateView


class WizardView(TemplateView):
    def post(self, *args, **kwargs):
        pass


class SessionWizardView(WizardView):
    pass


class CookieWizardView(WizardView):
    pass


class NamedUrlWizardView(WizardView):
    pass


class NamedUrlSessionWizardView(NamedUrlWizardView):
    pass


class NamedUrlCookieWizardView(NamedUrlWizardView):
    pass
`;
