// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/text.h"
#include "document/cells.h"
#include "document/csv.h"
#include <algorithm>

namespace bydel::document {

namespace {

/// Takes a separator line "sep=;" away, or counts those outside quotes in the first line.
char take_separator(std::string_view& text)
{
    if (text.size() > 4 && lower_ascii(text.substr(0, 4)) == "sep=" && (text.size() == 5 || text[5] == '\r' || text[5] == '\n')) {
        char separator = text[4];
        text.remove_prefix(std::min(text.size(), text.find('\n') == std::string_view::npos ? text.size() : text.find('\n') + 1));
        if (separator == ',' || separator == ';' || separator == '\t')
            return separator;
    }
    std::size_t commas = 0, semicolons = 0, tabs = 0;
    bool quoted = false;
    for (char c : text) {
        quoted = quoted != (c == '"');
        if (!quoted && (c == '\n' || c == '\r'))
            break;
        commas += !quoted && c == ',';
        semicolons += !quoted && c == ';';
        tabs += !quoted && c == '\t';
    }
    if (tabs > commas && tabs > semicolons)
        return '\t';
    return semicolons > commas || commas == 0 ? ';' : ','; // one column: a comma further down is a decimal comma
}

class Reader {
public:
    Reader(std::string_view text, char separator, Limits const& limits)
        : text_(text)
        , separator_(separator)
        , limits_(limits)
    {
    }

    Result<std::vector<std::vector<CsvField>>> all()
    {
        while (at_ < text_.size())
            TRY(read_record());
        return std::move(records_);
    }

private:
    bool at_end_of_line() const { return at_ == text_.size() || text_[at_] == '\n' || text_[at_] == '\r'; }

    Done read_record()
    {
        std::vector<CsvField> record;
        for (;;) {
            record.push_back(TRY(read_field()));
            if (record.size() > limits_.columns || ++cells_ > limits_.cells)
                return fail(too_many_cells(limits_));
            if (at_end_of_line())
                break;
            ++at_; // the separator
        }
        if (at_ < text_.size())
            at_ += text_.substr(at_).starts_with("\r\n") ? 2 : 1;
        ++line_;
        records_.push_back(std::move(record));
        if (records_.size() > limits_.rows)
            return fail(too_many_cells(limits_));
        return {};
    }

    Result<CsvField> read_field()
    {
        std::string raw;
        if (at_ < text_.size() && text_[at_] == '"')
            TRY(read_quoted(raw));
        while (!at_end_of_line() && text_[at_] != separator_)
            raw += text_[at_++];
        bool guarded = raw.starts_with('\'') && is_taken_for_a_formula(raw);
        return CsvField { cleaned(guarded ? raw.substr(1) : raw), guarded };
    }

    Done read_quoted(std::string& raw)
    {
        auto opened_on = line_;
        for (++at_; at_ < text_.size(); ++at_) {
            if (text_[at_] == '"' && (at_ + 1 == text_.size() || text_[at_ + 1] != '"')) {
                ++at_;
                return {};
            }
            at_ += text_[at_] == '"';
            line_ += text_[at_] == '\n';
            raw += text_[at_];
        }
        return fail({ 400, "document.csv_unreadable", "", { { "line", written(static_cast<long long>(opened_on)) } }, "a quote is not closed" });
    }

    std::string_view text_;
    char separator_;
    Limits const& limits_;
    std::size_t at_ = 0, line_ = 1, cells_ = 0;
    std::vector<std::vector<CsvField>> records_;
};

} // namespace

Result<CsvRecords> read_records(std::string_view utf8, Limits const& limits)
{
    CsvRecords read;
    read.separator = take_separator(utf8);
    read.records = TRY(Reader(utf8, read.separator, limits).all());
    return read;
}

static std::vector<std::string> texts_of(std::vector<CsvField>&& record, std::vector<bool>& guarded)
{
    std::vector<std::string> texts;
    guarded.resize(std::max(guarded.size(), record.size()));
    for (std::size_t i = 0; i < record.size(); ++i) {
        guarded[i] = guarded[i] || record[i].guarded;
        texts.push_back(std::move(record[i].text));
    }
    return texts;
}

Result<Sheet> read_csv(std::string_view bytes, Limits const& limits)
{
    if (bytes.size() > limits.file_bytes)
        return fail(too_large(limits.file_bytes));
    auto read = TRY(read_records(TRY(as_utf8(bytes)), limits));
    Sheet sheet;
    std::vector<bool> guarded;
    if (!read.records.empty()) {
        for (auto& field : read.records.front())
            sheet.columns.push_back({ std::move(field.text) });
    }
    for (std::size_t i = 1; i < read.records.size(); ++i)
        sheet.rows.push_back(texts_of(std::move(read.records[i]), guarded));
    TRY(even_out(sheet, limits, limits.cells));
    guarded.resize(sheet.columns.size());
    settle_kinds(sheet, read.separator, guarded);
    return sheet;
}

} // namespace bydel::document
