#include <catch2/catch.hpp>

#include "cli/core/parse.hpp"

using namespace secokr;
using namespace secokr::cli;

namespace {

/// What the sample commands received.
struct Seen {
  std::string title{};
  std::optional<std::string> reason{};
  std::optional<std::string> health{};
  std::vector<std::string> texts{};
  std::optional<double> weight{};
  std::optional<Day> day{};
  bool all = false;
  std::vector<std::string> names{};
};

CommandSpec command(std::string path, std::function<void(OptionBinder&)> declare) {
  CommandSpec spec;
  spec.path = std::move(path);
  spec.bind = [declare = std::move(declare)](OptionBinder& binder) -> Runner {
    declare(binder);
    return [](Context&) -> Expected<int> { return 0; };
  };
  return spec;
}

struct Sample {
  Seen seen{};
  std::vector<CommandSpec> commands{
      command("calendar", [](OptionBinder& binder) { binder.quarter_argument(); }),
      command("draft objective",
              [this](OptionBinder& binder) {
                binder.text("-t,--title", seen.title, "Its title");
                binder.texts("--milestone", seen.texts, "A milestone");
                binder.number("--weight", seen.weight, "Its weight");
                binder.day("--due-date", seen.day, "Its day");
                binder.flag("-a,--all", seen.all, "All of them");
                binder.choice("--health", seen.health, {"on-track", "at-risk"}, "Its health");
              }),
      command("draft exclude",
              [this](OptionBinder& binder) {
                binder.positional("REF", seen.title, "The objective");
                binder.text("--reason", seen.reason, "Why");
              }),
      command("update", [this](OptionBinder& binder) { binder.positionals("KR", seen.names, "Key results"); }),
  };

  Expected<Invocation> parse(const std::vector<std::string>& args) { return cli::parse(args, commands); }
  Error refuse(const std::vector<std::string>& args) {
    const auto result = parse(args);
    REQUIRE_FALSE(result.has_value());
    CHECK(result.error().kind == ErrorKind::usage);
    return result.error();
  }
};

}  // namespace

TEST_CASE("Any text passes through an option as it is", "[cli]") {
  const std::string text = GENERATE(as<std::string>{}, "", "a", "[a,b]", "[]", "-x", "--title", "--", "-", "a=b", "=",
                                    "{}", "%%", "++", "a b", "\"quoted\"", "line\nline", "ü", "-C", "--yes", "[a", "'");
  Sample sample;
  CAPTURE(text);
  SECTION("as the next word") {
    REQUIRE(
        sample.parse({"draft", "objective", "--title", text, "--milestone", text, "--milestone", text}).has_value());
    CHECK(sample.seen.title == text);
    CHECK(sample.seen.texts == std::vector<std::string>{text, text});
  }
  SECTION("behind an equals sign") {
    REQUIRE(sample.parse({"draft", "objective", "--title=" + text, "--milestone=" + text}).has_value());
    CHECK(sample.seen.title == text);
    CHECK(sample.seen.texts == std::vector<std::string>{text});
  }
  SECTION("behind a short name") {
    REQUIRE(sample.parse({"draft", "objective", "-t", text}).has_value());
    CHECK(sample.seen.title == text);
  }
  SECTION("as a positional behind --") {
    REQUIRE(sample.parse({"update", "--", text, text}).has_value());
    CHECK(sample.seen.names == std::vector<std::string>{text, text});
  }
}

TEST_CASE("A repeatable option takes one value an occurrence and leaves positionals alone", "[cli]") {
  Sample sample;
  const auto result = sample.parse({"update", "--override", "D4", "--reason", "agreed", "one", "two"});
  REQUIRE(result.has_value());
  CHECK(sample.seen.names == std::vector<std::string>{"one", "two"});
  REQUIRE(result->global.overrides.size() == 1);
  CHECK(result->global.overrides[0].rule == "D4");
  CHECK(result->global.overrides[0].reason == "agreed");
}

TEST_CASE("Global options stand before or behind the command's words", "[cli]") {
  Sample sample;
  const auto line =
      GENERATE(std::vector<std::string>{"-C", "x", "--json", "draft", "objective", "-qv", "--title", "t"},
               std::vector<std::string>{"draft", "-Cx", "--json", "objective", "-q", "-v", "--title", "t"},
               std::vector<std::string>{"draft", "objective", "--title", "t", "-vqC", "x", "--format=json"});
  const auto result = sample.parse(line);
  REQUIRE(result.has_value());
  CHECK(result->path == "draft objective");
  CHECK(result->global.directory == "x");
  CHECK(result->global.json);
  CHECK(result->global.quiet);
  CHECK(result->global.verbose);
  CHECK(sample.seen.title == "t");
}

TEST_CASE("A --reason behind an --override is the override's; another one is the command's", "[cli]") {
  Sample sample;
  const auto result = sample.parse(
      {"draft", "exclude", "Red Team", "--override", "P5", "--reason", "phone", "--reason", "beyond five"});
  REQUIRE(result.has_value());
  CHECK(result->global.overrides.at(0).reason == "phone");
  CHECK(sample.seen.reason == "beyond five");
  CHECK(sample.refuse({"draft", "exclude", "Red Team", "--override", "P5"}).what == "--override P5 needs its --reason");
  CHECK(sample.refuse({"update", "--reason", "x"}).what == "--reason goes with --override here");
}

TEST_CASE("An --override and its --reason stand in any order", "[cli]") {
  struct Line {
    std::vector<std::string> words;
    std::vector<std::string> overrides;  // RULE=REASON
    std::optional<std::string> own;
  };
  const auto with = [](std::vector<std::string> command, std::initializer_list<const char*> more) {
    command.insert(command.end(), more.begin(), more.end());
    return command;
  };
  const std::vector<std::string> plain{"update"};                      // without a reason of its own
  const std::vector<std::string> own{"draft", "exclude", "Red Team"};  // with one
  const std::vector<Line> lines{
      {with(plain, {"--override", "D4", "--reason", "a"}), {"D4=a"}, {}},
      {with(plain, {"--reason", "a", "--override", "D4"}), {"D4=a"}, {}},
      {with(plain, {"--reason=a", "--override=D4"}), {"D4=a"}, {}},
      {with(plain, {"--override", "D4", "--reason", "a", "--override", "K1", "--reason", "b"}), {"D4=a", "K1=b"}, {}},
      {with(plain, {"--reason", "a", "--override", "D4", "--reason", "b", "--override", "K1"}), {"D4=a", "K1=b"}, {}},
      {with(plain, {"--override", "D4", "--override", "K1", "--reason", "a", "--reason", "b"}), {"D4=a", "K1=b"}, {}},
      {with(plain, {"--reason", "a", "--reason", "b", "--override", "D4", "--override", "K1"}), {"D4=a", "K1=b"}, {}},
      {with(own, {"--reason", "a"}), {}, "a"},
      {with(own, {"--override", "P5", "--reason", "a", "--reason", "mine"}), {"P5=a"}, "mine"},
      {with(own, {"--reason", "mine", "--override", "P5", "--reason", "a"}), {"P5=a"}, "mine"},
      {with(own, {"--reason", "mine", "--reason", "a", "--override", "P5"}), {"P5=a"}, "mine"},
      {with(own, {"--reason", "mine", "--override", "P5", "--reason", "a", "--override", "K1", "--reason", "b"}),
       {"P5=a", "K1=b"},
       "mine"},
      {with(own, {"--reason", "a", "--override", "P5"}), {"P5=a"}, "a"},
      {with(own, {"--reason", "--override", "--override", "P5"}), {"P5=--override"}, "--override"},
  };
  for (const Line& line : lines) {
    std::string shown;
    for (const auto& word : line.words) shown += word + " ";
    INFO(shown);
    Sample sample;
    const auto result = sample.parse(line.words);
    REQUIRE(result.has_value());
    std::vector<std::string> overrides;
    for (const auto& each : result->global.overrides) overrides.push_back(each.rule + "=" + each.reason);
    CHECK(overrides == line.overrides);
    CHECK(sample.seen.reason == line.own);
  }
  Sample sample;
  CHECK(sample.refuse({"update", "--reason", "a", "--override", "D4", "--override", "K1"}).what ==
        "--override K1 needs its --reason");
  CHECK(sample.refuse({"update", "--reason", "a", "--reason", "b", "--override", "D4"}).what ==
        "--reason goes with --override here");
}

TEST_CASE("A quarter is given as an argument or by --quarter", "[cli]") {
  Sample sample;
  CHECK(sample.parse({"calendar", "FY28-Q1"})->global.quarter == "FY28-Q1");
  CHECK(sample.parse({"calendar", "-2"})->global.quarter == "-2");
  CHECK(sample.parse({"calendar", "+1"})->global.quarter == "+1");
  CHECK(sample.parse({"calendar", "--quarter", "-2"})->global.quarter == "-2");
  CHECK_FALSE(sample.parse({"calendar"})->global.quarter.has_value());
  CHECK_THAT(sample.refuse({"calendar", "now", "--quarter", "next"}).what, Catch::Contains("named twice"));
}

TEST_CASE("Values are converted, and what is none is refused", "[cli]") {
  Sample sample;
  REQUIRE(
      sample.parse({"draft", "objective", "--weight", "-2.5", "--due-date", "2027-02-26", "--health", "AT-RISK", "-a"})
          .has_value());
  CHECK(sample.seen.weight == -2.5);
  CHECK(sample.seen.day == parse_day("2027-02-26"));
  CHECK(sample.seen.health == "at-risk");
  CHECK(sample.seen.all);
  REQUIRE(sample.parse({"draft", "objective", "--weight", "60 %"}).has_value());
  CHECK(sample.seen.weight == 60);
  CHECK(sample.refuse({"draft", "objective", "--weight", "much"}).what == "'much' is not a value of --weight");
  CHECK(sample.refuse({"draft", "objective", "--due-date", "2027-02-30"}).reason ==
        "A date is expected, written as 2027-02-26");
  CHECK(sample.refuse({"draft", "objective", "--health", "ontrack"}).help == "Did you mean 'on-track'?");
}

TEST_CASE("Of a single option given twice the last one counts", "[cli]") {
  Sample sample;
  REQUIRE(sample.parse({"draft", "objective", "--title", "a", "--title", "b"}).has_value());
  CHECK(sample.seen.title == "b");
}

TEST_CASE("What is mistyped is named with the nearest known word", "[cli]") {
  struct Row {
    std::vector<std::string> line;
    std::string what;
  };
  const auto row =
      GENERATE(Row{{"caledar"}, "unknown command 'caledar'; did you mean 'calendar'?"},
               Row{{"draft", "objectiv"}, "unknown command 'draft objectiv'; did you mean 'draft objective'?"},
               Row{{"draft", "zzzzzzz"}, "unknown command 'draft zzzzzzz'"},
               Row{{"calendar", "--quater", "now"}, "unknown option '--quater'; did you mean '--quarter'?"},
               Row{{"--jsn", "calendar"}, "unknown option '--jsn'; did you mean '--json'?"},
               Row{{"calendar", "a", "b"}, "'b' is one argument too many"},
               Row{{"draft", "objective", "--title"}, "--title needs a value (TEXT)"},
               Row{{"draft", "exclude"}, "REF is missing"}, Row{{"calendar", "--json=yes"}, "--json takes no value"},
               Row{{"calendar", "--format", "xml"}, "'xml' is not a format of `secokr calendar`"},
               Row{{"calendar", "--json", "--format", "text"}, "--json and --format text contradict each other"});
  Sample sample;
  CHECK(sample.refuse(row.line).what == row.what);
}

TEST_CASE("Help needs no complete line", "[cli]") {
  Sample sample;
  const auto result = sample.parse({"draft", "exclude", "-h"});
  REQUIRE(result.has_value());
  CHECK(result->global.help);
}

TEST_CASE("JSON errors are asked for anywhere on the line", "[cli]") {
  CHECK(asks_for_json({"x", "--json"}));
  CHECK(asks_for_json({"--format", "json"}));
  CHECK(asks_for_json({"--format=json"}));
  CHECK_FALSE(asks_for_json({"--format", "text"}));
  CHECK_FALSE(asks_for_json({"--", "--json"}));
}
