bydel_slice(reporting USES platform_slice)
