// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/text.h"
#include "document/cells.h"
#include "document/markup.h"
#include "document/pdf_canvas.h"
#include "document/pdf_emoji.h"
#include <pango/pangocairo.h>

namespace bydel::document {

void Lines::Unref::operator()(PangoLayout* layout) const { g_object_unref(layout); }

static void add(PangoAttrList* list, PangoAttribute* attribute, std::size_t from, std::size_t to)
{
    attribute->start_index = static_cast<guint>(from);
    attribute->end_index = static_cast<guint>(to);
    pango_attr_list_insert(list, attribute);
}

static guint16 deep(double colour) { return static_cast<guint16>(colour * 65535); }

std::string drawable(std::string_view text)
{
    auto plain = cleaned(text);
    if (is_plain_text(plain))
        return plain;
    auto* valid = g_utf8_make_valid(plain.data(), static_cast<gssize>(plain.size()));
    plain = valid;
    g_free(valid);
    return plain;
}

static Text drawable_text(PangoLayout* layout, Text const& text)
{
    Text made;
    for (auto const& run : text.runs)
        made.runs.push_back({ without_missing_emoji(layout, drawable(run.text)), run.weight, run.link });
    return made;
}

Lines::Lines(PangoLayout* layout, Text const& text, Look look)
    : layout_(layout)
    , text_(drawable_text(layout, text))
    , look_(look)
{
    auto* attributes = pango_attr_list_new();
    std::string whole;
    add(attributes, pango_attr_size_new(static_cast<int>(look.size * PANGO_SCALE)), 0, G_MAXUINT);
    for (auto const& run : text_.runs) {
        auto from = whole.size();
        whole += run.text;
        if (run.weight == Weight::bold || look.weight == Weight::bold)
            add(attributes, pango_attr_weight_new(PANGO_WEIGHT_BOLD), from, whole.size());
        if (!safe_link(run.link).empty()) {
            add(attributes, pango_attr_foreground_new(deep(link_colour.red), deep(link_colour.green), deep(link_colour.blue)), from, whole.size());
            add(attributes, pango_attr_underline_new(PANGO_UNDERLINE_SINGLE), from, whole.size());
        }
    }
    pango_layout_set_text(layout, whole.data(), static_cast<int>(whole.size()));
    pango_layout_set_attributes(layout, attributes);
    pango_attr_list_unref(attributes);
}

std::size_t Lines::count() const { return static_cast<std::size_t>(pango_layout_get_line_count(layout_.get())); }

double Lines::width() const
{
    PangoRectangle box;
    pango_layout_get_extents(layout_.get(), nullptr, &box);
    return box.width / double(PANGO_SCALE);
}

double Lines::baseline() const { return pango_layout_get_baseline(layout_.get()) / double(PANGO_SCALE); }

double Lines::height() const { return height(0, count()); }

double Lines::height(std::size_t from, std::size_t to) const
{
    auto* iterator = pango_layout_get_iter(layout_.get());
    double total = 0;
    for (std::size_t number = 0; number < to; ++number) {
        int top = 0, below = 0;
        pango_layout_iter_get_line_yrange(iterator, &top, &below);
        if (number >= from)
            total += (below - top) / double(PANGO_SCALE);
        if (!pango_layout_iter_next_line(iterator))
            break;
    }
    pango_layout_iter_free(iterator);
    return total;
}

std::size_t Lines::fitting(std::size_t from, double room) const
{
    auto to = from;
    while (to < count() && height(from, to + 1) <= room + 0.01)
        ++to;
    return to;
}

} // namespace bydel::document
