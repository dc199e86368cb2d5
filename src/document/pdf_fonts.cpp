// SPDX-License-Identifier: AGPL-3.0-or-later
#include "document/pdf_fonts.h"
#include "document/document.h"
#include <fontconfig/fontconfig.h>
#include <memory>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>

namespace bydel::document {

namespace {

struct Unref {
    void operator()(void* object) const { g_object_unref(object); }
};

/// Debian makes the font cache when the package is installed; without it the folder is scanned, once a process. Nothing is written.
FcConfig* read_configuration()
{
    static char const xml[] = "<?xml version=\"1.0\"?><!DOCTYPE fontconfig SYSTEM \"fonts.dtd\"><fontconfig>"
                              "<dir>" BYDEL_FONT_FOLDER "</dir><cachedir>" BYDEL_FONT_CACHE "</cachedir><config><rescan><int>0</int></rescan></config>"
                              // Pictures in colour are bitmaps of one size, 100 points and more; and not every machine has that font.
                              "<selectfont><rejectfont><pattern><patelt name=\"color\"><bool>true</bool></patelt></pattern>"
                              "<pattern><patelt name=\"scalable\"><bool>false</bool></patelt></pattern></rejectfont></selectfont></fontconfig>";
    auto* configuration = FcConfigCreate();
    bool read
        = configuration && FcConfigParseAndLoadFromMemory(configuration, reinterpret_cast<FcChar8 const*>(xml), FcTrue) && FcConfigBuildFonts(configuration);
    auto* fonts = read ? FcConfigGetFonts(configuration, FcSetSystem) : nullptr;
    return fonts && fonts->nfont > 0 ? configuration : nullptr;
}

PangoFontMap* font_map_of_this_thread(FcConfig* configuration)
{
    thread_local std::unique_ptr<PangoFontMap, Unref> map = [&] {
        auto* made = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
        pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(made), configuration);
        pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(made), 72);
        return std::unique_ptr<PangoFontMap, Unref>(made);
    }();
    return map.get();
}

} // namespace

Result<PangoContext*> make_text_context(std::string_view language, bool right_to_left)
{
    static FcConfig* const configuration = read_configuration();
    if (!configuration)
        return fail({ 500, "document.fonts_missing", "", {}, "no fonts in " BYDEL_FONT_FOLDER " (fonts-noto-core)" });
    auto* context = pango_font_map_create_context(font_map_of_this_thread(configuration));
    auto* options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(context, options);
    cairo_font_options_destroy(options);
    pango_context_set_round_glyph_positions(context, FALSE);
    pango_context_set_language(context, pango_language_from_string(plain_language(language).c_str()));
    pango_context_set_base_dir(context, right_to_left ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR);
    auto* font = pango_font_description_new();
    pango_font_description_set_family(font, font_families(language).c_str());
    pango_context_set_font_description(context, font);
    pango_font_description_free(font);
    return context;
}

std::string font_families(std::string_view language)
{
    // Noto Sans holds Latin, Greek and Cyrillic; what it lacks is taken from the next that has it. Urdu is written in Nastaliq.
    std::string const urdu = language.substr(0, 2) == "ur" ? "Noto Nastaliq Urdu, " : "";
    return "Noto Sans, " + urdu
        + "Noto Sans Arabic, Noto Sans Ethiopic, Noto Sans Devanagari, Noto Sans Tamil, Noto Sans Bengali, Noto Sans Hebrew, Noto Sans Thai, Noto Sans Math, "
          "Noto Sans Symbols, Noto Sans Symbols2";
}

Result<std::size_t> unknown_glyphs(std::string_view text, std::string_view language)
{
    std::unique_ptr<PangoContext, Unref> context(TRY(make_text_context(language, is_right_to_left({ .title = "", .language = std::string(language) }))));
    std::unique_ptr<PangoLayout, Unref> layout(pango_layout_new(context.get()));
    pango_layout_set_text(layout.get(), text.data(), static_cast<int>(text.size()));
    return static_cast<std::size_t>(pango_layout_get_unknown_glyphs_count(layout.get()));
}

} // namespace bydel::document
