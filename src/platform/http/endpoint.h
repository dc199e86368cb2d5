// SPDX-License-Identifier: AGPL-3.0-or-later
// What a route takes and gives, read off its handler's types: `by<handler>` makes the endpoint of
//   Result<Out> handler(Context&)                            Out: a record, Nothing, Answer<record>, or a File
//   Result<Out> handler(Context&, In const&)                 In: the body, read and checked before the handler sees it
//   Result<Out> handler(Context&, Body<In> const&)           a body of that shape which the handler reads itself
//   Result<Out> handler(Context&, Query<Asked> const&)       Asked: what stands behind the ? in the address
// OpenAPI and the types of the web app come from the same lists of fields, so they cannot say anything else than the handler does.
#pragma once
#include "base/fields.h"
#include "platform/http/http.h"

namespace bydel::http {

struct Context;

/// Something to keep: a report, a table.
struct File {
    std::string type; ///< "application/pdf"
    std::string name; ///< what it is called where it is kept; letters, digits, - _ .
    std::string bytes;
};

struct Reply {
    int status = 200;
    Json body;
    Headers headers = {};
    std::optional<File> file = {};           ///< instead of a body
    std::optional<std::string> written = {}; ///< the body, as text
};

/// An answer that says only that it is done.
struct Nothing { };
constexpr auto fields_of(Nothing const*) { return std::tuple {}; }
constexpr char const* name_of(Nothing const*) { return "Nothing"; }

/// A record with another status than 200, or with headers.
template <HasFields Record>
struct Answer {
    Record record;
    int status = 200;
    Headers headers = {};
};
template <HasFields Record>
Answer<Record> created(Record record)
{
    return { std::move(record), 201 };
}

/// The record that stands behind the ? of an address. Every one of its fields is text, a number or a flag.
template <HasFields Asked>
struct Query : Asked {
};

/// The body as it arrived, of that shape: what is wrong in a part of it is the handler's to judge.
template <HasFields Record>
struct Body {
    Json const& json;
};

/// JSON of that shape, written already: an answer that is large is never held as values and as text at once.
template <HasFields Record>
struct Written {
    std::string text;
};

struct Endpoint {
    Result<Reply> (*call)(Context&) = nullptr;
    Shape takes = {}; ///< the body; no name: none is read
    Shape asks = {};  ///< behind the ?
    Shape gives = {}; ///< no name: a file
};

namespace detail {

/// The body of the request, and the parameters of its address as the JSON that the fields say they are.
Json const& body_of(Context const& context);
Json parameters_as(Context const& context, std::vector<FieldShape> const& fields);

template <HasFields Record>
Reply reply_of(Record const& record)
{
    return { 200, to_json(record) };
}
template <class Record>
Reply reply_of(Answer<Record>& answer)
{
    return { answer.status, to_json(answer.record), std::move(answer.headers) };
}
template <class Record>
Reply reply_of(Unread<Record>& whole)
{
    return { 200, std::move(whole.json) };
}
template <class Record>
Reply reply_of(Written<Record>& whole)
{
    return { 200, {}, {}, {}, std::move(whole.text) };
}
inline Reply reply_of(File& file) { return { 200, {}, {}, std::move(file) }; }

template <class Out>
struct Given {
    static Shape shape() { return shape_of<Out>(); }
};
template <class Record>
struct Given<Answer<Record>> : Given<Record> {
};
template <class Record>
struct Given<Unread<Record>> : Given<Record> {
};
template <class Record>
struct Given<Written<Record>> : Given<Record> {
};
template <>
struct Given<File> {
    static Shape shape() { return {}; }
};

template <class In>
struct Asked {
    static Result<In> read(Context& context);
    static void describe(Endpoint& endpoint) { endpoint.takes = shape_of<In>(); }
};
template <class Record>
struct Asked<Body<Record>> {
    static Result<Body<Record>> read(Context& context) { return Body<Record> { body_of(context) }; }
    static void describe(Endpoint& endpoint) { endpoint.takes = shape_of<Record>(); }
};
template <class Record>
struct Asked<Query<Record>> {
    static Result<Query<Record>> read(Context& context);
    static void describe(Endpoint& endpoint) { endpoint.asks = shape_of<Record>(); }
};

template <class In>
Result<In> Asked<In>::read(Context& context)
{
    return from_json<In>(body_of(context));
}
template <class Record>
Result<Query<Record>> Asked<Query<Record>>::read(Context& context)
{
    return Query<Record> { TRY(from_json<Record>(parameters_as(context, bydel::describe<Record>()))) };
}

template <auto handler, class Out>
Endpoint endpoint_of(Result<Out> (*)(Context&))
{
    auto call = [](Context& context) -> Result<Reply> {
        auto given = TRY(handler(context));
        return reply_of(given);
    };
    return { call, {}, {}, Given<Out>::shape() };
}

template <auto handler, class Out, class In>
Endpoint endpoint_of(Result<Out> (*)(Context&, In const&))
{
    auto call = [](Context& context) -> Result<Reply> {
        auto const asked = TRY(Asked<In>::read(context));
        auto given = TRY(handler(context, asked));
        return reply_of(given);
    };
    Endpoint endpoint { call, {}, {}, Given<Out>::shape() };
    Asked<In>::describe(endpoint);
    return endpoint;
}

} // namespace detail

template <auto handler>
Endpoint by()
{
    return detail::endpoint_of<handler>(handler);
}

} // namespace bydel::http
