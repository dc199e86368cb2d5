bydel_slice(programme USES platform_slice embedded)
