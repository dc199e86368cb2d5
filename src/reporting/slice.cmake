bydel_slice(reporting USES outreach concern)
