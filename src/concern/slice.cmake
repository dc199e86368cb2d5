bydel_slice(concern USES people)
