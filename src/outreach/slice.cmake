bydel_slice(outreach USES people)
