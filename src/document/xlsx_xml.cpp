// SPDX-License-Identifier: AGPL-3.0-or-later
// pugixml knows no entities but the five, so "a billion laughs" stay five letters; a DOCTYPE is refused all the same. A tree takes up to 64 bytes for
// each 4 of text: its size is estimated before it is made.
#include "document/xlsx_parts.h"
#include <pugixml.hpp>

namespace bydel::document {

static constexpr std::size_t most_tree_bytes = 32 << 20, node_bytes = 64, attribute_bytes = 40;

static Done check_tree(std::string_view xml)
{
    std::size_t bytes = 0;
    for (std::size_t i = 0; i < xml.size(); ++i) {
        if (xml[i] == '<' && i + 1 < xml.size() && xml[i + 1] != '/')
            bytes += node_bytes;
        bytes += xml[i] == '=' ? attribute_bytes : 0;
    }
    if (bytes > most_tree_bytes)
        return fail(unreadable("a part would take too much memory"));
    return {};
}

static Done check_head(std::string const& xml)
{
    if (xml.starts_with("\xff\xfe") || xml.starts_with("\xfe\xff"))
        return fail(unreadable("a part is not UTF-8"));
    if (xml.find("<!DOCTYPE") != std::string::npos || xml.find("<!ENTITY") != std::string::npos)
        return fail(unreadable("a part declares a document type"));
    return {};
}

static constexpr unsigned options = pugi::parse_default | pugi::parse_ws_pcdata | pugi::parse_embed_pcdata;

static Done parse(pugi::xml_document& tree, std::string_view xml)
{
    TRY(check_tree(xml));
    auto outcome = tree.load_buffer(xml.data(), xml.size(), options, pugi::encoding_utf8);
    if (!outcome)
        return fail(unreadable(outcome.description()));
    return {};
}

std::string_view local_name(pugi::xml_node const& node)
{
    std::string_view name = node.name();
    auto colon = name.find(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

pugi::xml_node child(pugi::xml_node const& node, std::string_view name)
{
    for (auto one : node.children()) {
        if (local_name(one) == name)
            return one;
    }
    return {};
}

std::string_view attribute(pugi::xml_node const& node, std::string_view name)
{
    for (auto one : node.attributes()) {
        std::string_view whole = one.name();
        if (whole == name || (whole.ends_with(name) && whole.size() > name.size() && whole[whole.size() - name.size() - 1] == ':'))
            return one.value();
    }
    return {};
}

Result<std::unique_ptr<pugi::xml_document>> parse_part(std::string const& xml)
{
    TRY(check_head(xml));
    auto tree = std::make_unique<pugi::xml_document>();
    TRY(parse(*tree, xml));
    return tree;
}

/// The prefix of a part's names with its colon ("x:"), or nothing.
static std::string prefix_of(std::string const& xml, std::string_view parent)
{
    auto at = xml.find(":" + std::string(parent));
    if (at == std::string::npos)
        return {};
    auto open = xml.rfind('<', at);
    auto prefix = open == std::string::npos ? std::string() : xml.substr(open + 1, at - open);
    return prefix.size() <= 20 && prefix.find_first_of(" \"'=/>") == std::string::npos ? prefix : std::string();
}

Done for_each_piece(std::string const& xml, std::string_view parent, std::string_view name, std::function<Done(pugi::xml_node const&)> const& each)
{
    TRY(check_head(xml));
    auto prefix = prefix_of(xml, parent);
    auto start = xml.find("<" + prefix + std::string(parent));
    auto body = start == std::string::npos ? start : xml.find('>', start);
    if (body == std::string::npos)
        return fail(unreadable("no " + std::string(parent)));
    if (xml[body - 1] == '/')
        return {};
    auto end = xml.find("</" + prefix + std::string(parent), body);
    if (end == std::string::npos)
        return fail(unreadable("a part is cut off"));
    auto closing = "</" + prefix + std::string(name) + ">";
    std::string_view rest(xml.data() + body + 1, end - body - 1);
    while (rest.find('<') != std::string_view::npos) {
        auto stop = rest.find(closing);
        auto length = stop == std::string_view::npos ? rest.size() : stop + closing.size();
        pugi::xml_document tree;
        TRY(parse(tree, rest.substr(0, length)));
        for (auto node : tree.children()) {
            if (local_name(node) == name)
                TRY(each(node));
        }
        rest.remove_prefix(length);
    }
    return {};
}

} // namespace bydel::document
