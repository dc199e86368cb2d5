// SPDX-License-Identifier: AGPL-3.0-or-later
// What the routes of impact take and give. A cost model itself is a document: docs/impact.md. Not for other folders.
#pragma once
#include "impact/impact.h"

namespace bydel::impact {

struct Save {
    Json document;
    std::string note;
    std::optional<std::int64_t> base_version;
    std::optional<std::string> model_id; ///< of a new one, made by the page, so that saving twice makes one
};
constexpr auto fields_of(Save const*)
{
    using S = Save;
    return std::tuple { Field { "document", &S::document, a_document() }, Field { "note", &S::note, text_of(0, 500) },
        Field { "base_version", &S::base_version, number_of(0, 1'000'000) }, Field { "model_id", &S::model_id, an_id() } };
}
constexpr char const* name_of(Save const*) { return "CostModelSave"; }

struct SentFile {
    std::string name;
    std::string base64;
};
constexpr auto fields_of(SentFile const*)
{
    return std::tuple { Field { "name", &SentFile::name, text_of(1, 200) }, Field { "base64", &SentFile::base64, text_of(0, 4'000'000) } };
}
constexpr char const* name_of(SentFile const*) { return "CostModelFile"; }

struct ExportRequest {
    Json document;
    std::string type;
};
constexpr auto fields_of(ExportRequest const*)
{
    return std::tuple { Field { "document", &ExportRequest::document, a_document() }, Field { "type", &ExportRequest::type, a_code() } };
}
constexpr char const* name_of(ExportRequest const*) { return "CostModelExport"; }

struct ReportRequest {
    Json document;
    std::string type;
    std::string language;
    std::optional<std::string> scenario;
    std::optional<std::int64_t> draws;
    std::optional<std::string> seed;
    std::optional<std::string> model_id; ///< with version: the saved one is told, and the document that was sent is not read
    std::optional<std::int64_t> version;
};
constexpr auto fields_of(ReportRequest const*)
{
    using R = ReportRequest;
    return std::tuple { Field { "document", &R::document, a_document() }, Field { "type", &R::type, one_of("html pdf") },
        Field { "language", &R::language, a_language() }, Field { "scenario", &R::scenario, text_of(0, 40) },
        Field { "draws", &R::draws, number_of(1, 100'000) }, Field { "seed", &R::seed, text_of(0, 20) }, Field { "model_id", &R::model_id, an_id() },
        Field { "version", &R::version, number_of(0, 1'000'000) } };
}
constexpr char const* name_of(ReportRequest const*) { return "CostModelReport"; }

struct DocumentSent {
    Json document;
};
constexpr auto fields_of(DocumentSent const*) { return std::tuple { Field { "document", &DocumentSent::document, a_document() } }; }
constexpr char const* name_of(DocumentSent const*) { return "CostModelDocument"; }

struct VersionHead {
    std::string id;
    std::int64_t version = 0;
    std::string title;
    std::string note;
    std::string saved_on;
    std::string saved_by_name;
};
constexpr auto fields_of(VersionHead const*)
{
    using V = VersionHead;
    return std::tuple { Field { "id", &V::id, an_id() }, Field { "version", &V::version, number_of(0, 1'000'000) },
        Field { "title", &V::title, text_of(0, 300) }, Field { "note", &V::note, text_of(0, 500) }, Field { "saved_on", &V::saved_on, a_day() },
        Field { "saved_by_name", &V::saved_by_name, text_of(0, 120) } };
}
constexpr char const* name_of(VersionHead const*) { return "CostModelHead"; }

struct ShippedHead {
    std::string key;
    std::string title;
    std::string summary;
};
constexpr auto fields_of(ShippedHead const*)
{
    using S = ShippedHead;
    return std::tuple { Field { "key", &S::key, a_code() }, Field { "title", &S::title, text_of(0, 300) }, Field { "summary", &S::summary, text_of(0, 2000) } };
}
constexpr char const* name_of(ShippedHead const*) { return "ShippedModel"; }

struct ModelList {
    std::vector<VersionHead> models;
    std::vector<ShippedHead> shipped;
    bool can_write = false;
};
constexpr auto fields_of(ModelList const*)
{
    using M = ModelList;
    return std::tuple { Field { "models", &M::models, nested() }, Field { "shipped", &M::shipped, nested() }, Field { "can_write", &M::can_write, a_flag() } };
}
constexpr char const* name_of(ModelList const*) { return "CostModelList"; }

struct Saved {
    std::string id;
    std::int64_t version = 0;
    Json document;
};
constexpr auto fields_of(Saved const*)
{
    using S = Saved;
    return std::tuple { Field { "id", &S::id, an_id() }, Field { "version", &S::version, number_of(0, 1'000'000) },
        Field { "document", &S::document, a_document() } };
}
constexpr char const* name_of(Saved const*) { return "SavedCostModel"; }

/// How a number that a model takes from the programme stands today.
struct LinkState {
    std::string input; ///< its id
    std::string state;
    std::optional<double> value; ///< null: it is withheld
    std::string counted_on;
};
constexpr auto fields_of(LinkState const*)
{
    using L = LinkState;
    return std::tuple { Field { "input", &L::input, text_of(0, 100) }, Field { "state", &L::state, one_of("same changed withheld") },
        Field { "value", &L::value, a_real() }, Field { "counted_on", &L::counted_on, a_day() } };
}
constexpr char const* name_of(LinkState const*) { return "CostModelLink"; }

struct OpenedModel {
    std::string id;
    std::int64_t version = 0;
    Json document;
    std::int64_t newest_version = 0;
    std::vector<VersionHead> versions;
    std::vector<LinkState> links;
    bool can_write = false;
};
constexpr auto fields_of(OpenedModel const*)
{
    using O = OpenedModel;
    return std::tuple { Field { "id", &O::id, an_id() }, Field { "version", &O::version, number_of(0, 1'000'000) },
        Field { "document", &O::document, a_document() }, Field { "newest_version", &O::newest_version, number_of(0, 1'000'000) },
        Field { "versions", &O::versions, nested() }, Field { "links", &O::links, nested() }, Field { "can_write", &O::can_write, a_flag() } };
}
constexpr char const* name_of(OpenedModel const*) { return "OpenedCostModel"; }

struct VersionAsked {
    std::optional<std::int64_t> version; ///< the newest where it is not said
};
constexpr auto fields_of(VersionAsked const*) { return std::tuple { Field { "version", &VersionAsked::version, number_of(0, 1'000'000) } }; }
constexpr char const* name_of(VersionAsked const*) { return "CostModelVersionAsked"; }

struct ModelProblem {
    std::string key;
    std::string field;
    std::map<std::string, std::string> params;
    std::string detail; ///< in the reader's language
};
constexpr auto fields_of(ModelProblem const*)
{
    using M = ModelProblem;
    return std::tuple { Field { "key", &M::key, text_of(0, 100) }, Field { "field", &M::field, text_of(0, 300) },
        Field { "params", &M::params, text_of(0, 1000) }, Field { "detail", &M::detail, text_of(0, 1000) } };
}
constexpr char const* name_of(ModelProblem const*) { return "CostModelProblem"; }

struct ModelProblems {
    std::vector<ModelProblem> problems;
};
constexpr auto fields_of(ModelProblems const*) { return std::tuple { Field { "problems", &ModelProblems::problems, nested() } }; }
constexpr char const* name_of(ModelProblems const*) { return "CostModelProblems"; }

struct ReadModel {
    Json document;
    std::vector<ModelProblem> problems;
};
constexpr auto fields_of(ReadModel const*)
{
    return std::tuple { Field { "document", &ReadModel::document, a_document() }, Field { "problems", &ReadModel::problems, nested() } };
}
constexpr char const* name_of(ReadModel const*) { return "ReadCostModel"; }

struct NumberAsked {
    std::string measure;
    std::string from; ///< a month
    std::string to;
};
constexpr auto fields_of(NumberAsked const*)
{
    using N = NumberAsked;
    return std::tuple { Field { "measure", &N::measure, text_of(1, 80) }, Field { "from", &N::from, text_of(1, 10) }, Field { "to", &N::to, text_of(1, 10) } };
}
constexpr char const* name_of(NumberAsked const*) { return "OwnNumberAsked"; }

struct OwnNumber {
    std::string measure;
    std::string from;
    std::string to;
    std::string status;
    std::optional<double> value; ///< null: it is not shown
    std::string counted_on;
};
constexpr auto fields_of(OwnNumber const*)
{
    using O = OwnNumber;
    return std::tuple { Field { "measure", &O::measure, text_of(1, 80) }, Field { "from", &O::from, a_month() }, Field { "to", &O::to, a_month() },
        Field { "status", &O::status, one_of("shown hidden open not_recorded zero") }, Field { "value", &O::value, a_real() },
        Field { "counted_on", &O::counted_on, a_day() } };
}
constexpr char const* name_of(OwnNumber const*) { return "OwnNumber"; }

struct Measure {
    std::string measure;
    std::string label;
    bool recorded = false;
};
constexpr auto fields_of(Measure const*)
{
    using M = Measure;
    return std::tuple { Field { "measure", &M::measure, text_of(1, 80) }, Field { "label", &M::label, text_of(0, 200) },
        Field { "recorded", &M::recorded, a_flag() } };
}
constexpr char const* name_of(Measure const*) { return "OwnMeasure"; }

struct Measures {
    std::vector<Measure> measures;
};
constexpr auto fields_of(Measures const*) { return std::tuple { Field { "measures", &Measures::measures, nested() } }; }
constexpr char const* name_of(Measures const*) { return "OwnMeasures"; }

struct Claims {
    Json claims; ///< content/impact/claims.json
};
constexpr auto fields_of(Claims const*) { return std::tuple { Field { "claims", &Claims::claims, a_document() } }; }
constexpr char const* name_of(Claims const*) { return "Claims"; }

} // namespace bydel::impact
