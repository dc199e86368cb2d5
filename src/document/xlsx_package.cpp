// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/text.h"
#include "document/cells.h"
#include "document/xlsx_parts.h"
#include <zip.h>

namespace bydel::document {

Problem unreadable(std::string cause) { return { 400, "document.xlsx_unreadable", "", {}, std::move(cause) }; }

void Package::Closer::operator()(void* archive) const { zip_discard(static_cast<zip_t*>(archive)); }

Result<Package> Package::open(std::string_view bytes, Limits const& limits)
{
    if (bytes.size() > limits.file_bytes)
        return fail(too_large(limits.file_bytes));
    if (bytes.starts_with("\xd0\xcf\x11\xe0")) // the container of .xls, and of .xlsx with a password
        return fail({ 400, "document.xlsx_old_or_locked" });
    if (!bytes.starts_with("PK"))
        return fail(unreadable("no zip file"));
    zip_error_t error {};
    auto* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
    auto* archive = source ? zip_open_from_source(source, ZIP_RDONLY, &error) : nullptr;
    if (!archive) {
        if (source)
            zip_source_free(source);
        Problem problem = unreadable(zip_error_strerror(&error));
        zip_error_fini(&error);
        return fail(std::move(problem));
    }
    return Package(archive, limits);
}

Result<std::string> Package::unpack(std::size_t index)
{
    auto* archive = static_cast<zip_t*>(archive_.get());
    zip_stat_t facts {};
    if (zip_stat_index(archive, index, 0, &facts) != 0 || !(facts.valid & ZIP_STAT_COMP_SIZE))
        return fail(unreadable("a part without a size"));
    std::unique_ptr<zip_file_t, decltype(&zip_fclose)> file(zip_fopen_index(archive, index, 0), &zip_fclose);
    if (!file)
        return fail(unreadable(zip_strerror(archive)));
    // What the file says of its unpacked size is not believed: bytes are counted as they come.
    std::size_t most = std::min(left_, std::max<std::size_t>(1 << 20, static_cast<std::size_t>(facts.comp_size) * limits_.ratio));
    std::string part;
    char piece[32768];
    for (;;) {
        auto got = zip_fread(file.get(), piece, sizeof piece);
        if (got < 0)
            return fail(unreadable("a part is damaged"));
        if (got == 0)
            break;
        part.append(piece, static_cast<std::size_t>(got));
        if (part.size() > most)
            return fail(too_large(limits_.unpacked_bytes));
    }
    left_ -= part.size();
    return part;
}

Result<std::optional<std::string>> Package::find_part(std::string const& name)
{
    auto index = zip_name_locate(static_cast<zip_t*>(archive_.get()), name.c_str(), ZIP_FL_NOCASE);
    if (index < 0)
        return std::optional<std::string>();
    return std::optional(TRY(unpack(static_cast<std::size_t>(index))));
}

Result<std::string> Package::get_part(std::string const& name)
{
    auto part = TRY(find_part(name));
    if (!part)
        return fail(unreadable("no part " + name));
    return std::move(*part);
}

std::string resolved(std::string_view part, std::string_view target)
{
    std::vector<std::string> steps;
    if (!target.starts_with('/')) {
        steps = split(part, '/');
        if (!steps.empty())
            steps.pop_back();
    }
    for (auto& step : split(target, '/')) {
        if (step == "..") {
            if (!steps.empty())
                steps.pop_back();
        } else if (!step.empty() && step != ".")
            steps.push_back(std::move(step));
    }
    return join(steps, "/");
}

} // namespace bydel::document
