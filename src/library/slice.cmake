bydel_slice(library USES people)
