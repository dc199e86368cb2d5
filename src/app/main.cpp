// SPDX-License-Identifier: AGPL-3.0-or-later
// The command line, and nothing else.
#include "app/commands.h"
#include "app/impact_command.h"
#include "platform/db/db.h"
#include <CLI/CLI.hpp>

using namespace bydel::app;

/// Read by jemalloc, where the program has it: as many heaps as a small machine has processors, so that what a large answer took is free for the next
/// one, whichever thread makes it; what nobody takes again goes back to the system within a second. Each of the 64 threads keeps a few small pieces for
/// itself: kept as many as jemalloc would, they were 30 MB after a thousand phones.
extern "C" char const* malloc_conf;
char const* malloc_conf = "narenas:2,dirty_decay_ms:1000,muzzy_decay_ms:0,background_thread:true,max_background_threads:1,"
                          "lg_tcache_max:9,tcache_nslots_small_max:10,tcache_gc_incr_bytes:8192";

namespace {

struct CommandLine {
    Settings settings;
    NewUser user;
    NewDeputy deputy;
    EndedRole ended;
    bool distribute = false;
    GroupLine group;
    ImpactCommand impact;
    std::string programme = "dk";
    std::string file;
    std::string size = "small";
    bool believe = false;
    bool practice = false;
    int exit_code = 0;
};

void add_settings(CLI::App& app, Settings& settings)
{
    app.set_config("--config", "", "Read options from a file (name = value)")->envname("BYDEL_CONFIG");
    app.add_option("--data", settings.data, "Folder of the database, the keys and the ledger")->envname("BYDEL_DATA")->capture_default_str();
    app.add_option("--database", settings.database, "A file, or postgresql://user@host/name (default: bydel.db in the data folder)")->envname("BYDEL_DATABASE");
    app.add_option("--address", settings.address, "Address to listen on")->envname("BYDEL_ADDRESS")->capture_default_str();
    app.add_option("--port", settings.port, "Port to listen on")->envname("BYDEL_PORT")->capture_default_str()->check(CLI::Range(0, 65535));
    app.add_option("--origin", settings.origin, "https address as phones reach it; QR codes appear when it is set")->envname("BYDEL_ORIGIN");
    app.add_flag("--behind-proxy", settings.behind_proxy, "A proxy on this machine sets X-Forwarded-For");
}

std::vector<std::string> office_roles()
{
    std::vector<std::string> names;
    for (auto const& role : slices().roles()) {
        if (role.held != bydel::auth::Held::by_no_person && role.held != bydel::auth::Held::on_phone)
            names.emplace_back(role.name);
    }
    return names;
}

void add_user_commands(CLI::App& app, CommandLine& line)
{
    auto* user = app.add_subcommand("user", "People who sign in at the office");
    user->require_subcommand(1);
    auto* add = user->add_subcommand("add", "Add someone, and print a link by which she chooses her password");
    add->add_option("--programme", line.user.programme_id)->required();
    add->add_option("--name", line.user.name)->required();
    add->add_option("--email", line.user.email)->required();
    add->add_option("--role", line.user.role)->required()->check(CLI::IsMember(office_roles()));
    add->add_option("--group", line.user.group, "Name or id, for a role that is held in a group");
    add->add_option("--region", line.user.region, "Its code, for a role that is held in one region; without it: in all of them");
    add->add_flag("--ask-password", line.user.asks_password, "No link: read her password from standard input");
    add->callback([&] { line.exit_code = add_user(line.settings, line.user); });
    auto* deputy = user->add_subcommand("deputy", "Let someone do until a day what another does");
    deputy->add_option("--programme", line.deputy.programme_id)->required();
    deputy->add_option("--email", line.deputy.email, "Of the deputy")->required();
    deputy->add_option("--for", line.deputy.for_email, "The address of the one whose work it is")->required();
    deputy->add_option("--group", line.deputy.group, "Name or id, where she holds more than one role");
    deputy->add_option("--from", line.deputy.from, "First day, YYYY-MM-DD; today where none is said");
    deputy->add_option("--until", line.deputy.until, "Last day, YYYY-MM-DD")->required();
    deputy->callback([&] { line.exit_code = add_deputy(line.settings, line.deputy); });
    auto* end = user->add_subcommand("end", "Say which day is her last in her role; her way in ends with it, and what her phone shows of a group");
    end->add_option("--programme", line.ended.programme_id)->required();
    end->add_option("--email", line.ended.email)->required();
    end->add_option("--group", line.ended.group, "Name or id, where she holds more than one role");
    end->add_option("--until", line.ended.until, "Last day, YYYY-MM-DD; today where none is said");
    end->callback([&] { line.exit_code = end_user_role(line.settings, line.ended); });
    auto* link = user->add_subcommand("link", "Print a link by which someone who forgot her password chooses another; it opens today and tomorrow");
    link->add_option("--programme", line.user.programme_id)->required();
    link->add_option("--email", line.user.email)->required();
    link->callback([&] { line.exit_code = link_password(line.settings, line.user.programme_id, line.user.email); });
    auto* password = user->add_subcommand("password", "Set a new password, read from standard input");
    password->add_option("--programme", line.user.programme_id)->required();
    password->add_option("--email", line.user.email)->required();
    password->callback([&] { line.exit_code = set_password(line.settings, line.user.programme_id, line.user.email); });
}

CLI::App* add_group_command(
    CLI::App& group, CommandLine& line, std::string const& name, std::string const& about, int (*act)(Settings const&, GroupLine const&))
{
    auto* command = group.add_subcommand(name, about);
    command->add_option("--programme", line.group.programme_id)->capture_default_str();
    command->callback([&line, act] { line.exit_code = act(line.settings, line.group); });
    return command;
}

void add_group_commands(CLI::App& app, CommandLine& line)
{
    auto* group = app.add_subcommand("group", "Local groups: what a group is has its days, and what was counted stays with the group of its day");
    group->require_subcommand(1);
    auto from = [&](CLI::App* command, std::string const& about) {
        command->add_option("--from", line.group.from, about + ", YYYY-MM-DD; today where none is said");
        return command;
    };
    from(add_group_command(*group, line, "list", "Every group as it is on a day", list_groups), "The day");
    auto* add = from(add_group_command(*group, line, "add", "Found a group", add_group), "Its first day");
    add->add_option("--name", line.group.group)->required();
    add->add_option("--town", line.group.town);
    add->add_option("--region", line.group.region, "Its code");
    add->add_option("--host", line.group.host, "Who houses it: a library, an association");
    auto* change = from(add_group_command(*group, line, "change", "Say what a group is from a day on", change_group), "First day");
    change->add_option("--group", line.group.group, "Name or id")->required();
    change->add_option("--field", line.group.field, "name, town, region, host, phase (1 to 4) or status (active, paused)")->required();
    change->add_option("--value", line.group.value)->required();
    auto* end = from(add_group_command(*group, line, "end", "End a group; its mothers go on in the one that is named, or leave", end_group),
        "First day without it, at most tomorrow");
    end->add_option("--group", line.group.group, "Name or id")->required();
    end->add_option("--into", line.group.into, "Name or id of the group that goes on with its work; several where it is split");
    auto* region = app.add_subcommand("region", "Regions of a programme");
    region->require_subcommand(1);
    auto* new_region = add_group_command(*region, line, "add", "Add a region that content/programmes does not name", add_region);
    new_region->add_option("--code", line.group.region, "Small letters, digits and _; it never changes")->required();
    new_region->add_option("--name", line.group.value)->required();
}

void add_data_commands(CLI::App& app, CommandLine& line)
{
    auto* first = app.add_subcommand("init", "Make a programme from content/programmes, or bring its template, cards and help lines up to date");
    first->add_option("--programme", line.programme, "Its slug")->capture_default_str();
    first->add_flag("--practice", line.practice, "For learning and showing only; it never becomes a real one");
    first->callback([&] { line.exit_code = init(line.settings, line.programme, line.practice ? "practice" : "real"); });
    auto* schema = app.add_subcommand("migrate", "Bring the database's schema up to date");
    schema->add_flag("--distribute", line.distribute, "PostgreSQL with Citus: spread the programmes over its nodes (docs/scale.md)");
    schema->callback([&] { line.exit_code = migrate(line.settings, line.distribute); });
    auto* show = app.add_subcommand("demo", "Fill an empty data folder with invented people; write demo-logins.json");
    show->add_option("--size", line.size, "small, or national: 40 groups, 600 mothers, three years")
        ->check(CLI::IsMember({ "small", "national" }))
        ->capture_default_str();
    show->callback([&] { line.exit_code = demo(line.settings, line.size == "national" ? DemoSize::national : DemoSize::small); });
    app.add_subcommand("rebuild", "Count all tallies again")->callback([&] { line.exit_code = rebuild(line.settings); });
    auto* move = app.add_subcommand("move", "Copy every row into another database (stop the server first), and compare; the one there was stays as it is");
    move->add_option("--to", line.file, "A new file, or postgresql://user@host/name after bydel migrate --database of it")->required();
    move->callback([&] { line.exit_code = move_to(line.settings, line.file); });
    auto* save = app.add_subcommand("backup", "Copy the database into a new file while it runs");
    save->add_option("file", line.file)->required();
    save->callback([&] { line.exit_code = back_up(line.settings, line.file); });
    auto* bring_back = app.add_subcommand("restore", "Put a backup in place (stop the server first); phones send their last 30 days again");
    bring_back->add_option("file", line.file)->required()->check(CLI::ExistingFile);
    bring_back->callback([&] { line.exit_code = restore(line.settings, line.file); });
    auto* out = app.add_subcommand("export", "Write a programme's enduring records as JSON lines, encrypted fields as they are");
    out->add_option("file", line.file)->required();
    out->add_option("--programme", line.programme)->capture_default_str();
    out->callback([&] { line.exit_code = export_programme(line.settings, line.programme, line.file); });
}

void add_clock_command(CLI::App& app, CommandLine& line)
{
    auto* command = app.add_subcommand("clock", "Say which day is believed: a clock that jumped closes no period and drops nothing for a day");
    command->add_flag("--believe", line.believe, "Believe the clock of this machine as it is now");
    command->callback([&line] { line.exit_code = tell_clock(line.settings, line.believe ? Believe::the_clock : Believe::as_before); });
}

CLI::App* add_impact_command(CLI::App& impact, CommandLine& line, std::string const& name, std::string const& about, int (*act)(ImpactCommand const&))
{
    auto* command = impact.add_subcommand(name, about);
    command->add_option("file", line.impact.file, "A .json, .xlsx or .csv file, or the key of a shipped model")->required();
    command->add_option("--language", line.impact.language, "Of what is said and written")->capture_default_str();
    command->callback([&line, act] { line.exit_code = act(line.impact); });
    return command;
}

void add_run_options(CLI::App& command, CommandLine& line)
{
    command.add_option("--scenario", line.impact.scenario, "The id of one of the model's scenarios");
    command.add_option("--draws", line.impact.draws, "Draws of the uncertain inputs")->capture_default_str();
    command.add_option("--seed", line.impact.seed, "The same seed gives the same numbers")->capture_default_str();
}

void add_impact_commands(CLI::App& app, CommandLine& line)
{
    auto* impact = app.add_subcommand("impact", "Cost-effectiveness of a model in a file; needs no server and no database");
    impact->require_subcommand(1);
    impact->add_subcommand("list", "The models that come with bydel")->callback([&] { line.exit_code = impact_list(); });
    add_impact_command(*impact, line, "show", "Print a model as JSON", impact_show);
    add_impact_command(*impact, line, "check", "Say everything that is wrong with a model", impact_check);
    auto* run = add_impact_command(*impact, line, "run", "Compute a model", impact_run);
    add_run_options(*run, line);
    run->add_flag("--json", line.impact.as_json, "Every number at full length, for programs");
    auto* report = add_impact_command(*impact, line, "report", "Write the report (CHEERS 2022)", impact_report);
    add_run_options(*report, line);
    report->add_option("--out", line.impact.out, "A .pdf or .html file")->required();
    auto* convert = add_impact_command(*impact, line, "convert", "Write the model as another kind of file", impact_convert);
    convert->add_option("--out", line.impact.out, "A .json, .xlsx or .csv file")->required();
}

/// The settings are options of the program, before or after the command: `bydel serve --help` tells them too.
void tell_settings_everywhere(CLI::App& command, CLI::App const& app)
{
    for (auto* one : command.get_subcommands({})) {
        tell_settings_everywhere(*one, app);
        if (one->get_subcommands({}).empty())
            one->footer([&app] { return "Settings of every command:" + CLI::Formatter().make_groups(&app, CLI::AppFormatMode::Normal); });
    }
}

/// What is not understood is refused with a sentence and 2, as the scripts do; help is no fault.
int explain(CLI::App const& app, CLI::ParseError const& error)
{
    if (error.get_exit_code() == 0)
        return app.exit(error);
    std::fprintf(stderr, "bydel: %s\nbydel --help tells what there is.\n", error.what());
    return 2;
}

} // namespace

int main(int argc, char** argv)
{
    CLI::App app("bydel runs a Neighbourhood Mothers programme: phones, office, numbers.\n"
                 "Start: bydel demo && bydel serve, then open http://localhost:8080/office");
    app.require_subcommand(1);
    app.fallthrough();
    CommandLine line;
    add_settings(app, line.settings);
    app.add_subcommand("serve", "Serve the web app and the API")->callback([&] { line.exit_code = serve(line.settings); });
    add_data_commands(app, line);
    add_clock_command(app, line);
    add_user_commands(app, line);
    add_group_commands(app, line);
    add_impact_commands(app, line);
    app.add_subcommand("openapi", "Print the API as OpenAPI 3.1")->callback([&] { line.exit_code = openapi(); });
    app.add_subcommand("version", "Print the version")->callback([&] { line.exit_code = version(); });
    tell_settings_everywhere(app, app);
    try {
        app.parse(argc, argv);
    } catch (CLI::ParseError const& error) {
        return explain(app, error);
    } catch (bydel::db::Broken const& broken) {
        std::fprintf(stderr, "bydel: the database does not answer: %s\n", broken.problem.cause.c_str());
        return 1;
    } catch (std::exception const& error) {
        std::fprintf(stderr, "bydel: %s\n", error.what());
        return 1;
    }
    return line.exit_code;
}
