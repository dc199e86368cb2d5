bydel_slice(people USES programme PRIVATE qrcodegen)
