bydel_slice(impact USES reporting people engine_economics document)
