bydel_slice(impact USES reporting engine_economics document)
