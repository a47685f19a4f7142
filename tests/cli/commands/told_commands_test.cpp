#include <catch2/catch.hpp>

#include <algorithm>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include "base/shell.hpp"
#include "black_box/machine.hpp"
#include "cli/core/context.hpp"
#include "cli/core/global_use.hpp"
#include "cli/core/parse.hpp"
#include "cli/core/registry.hpp"
#include "domain/commands.hpp"
#include "render/core/sentence.hpp"
#include "support/places.hpp"
#include "support/temporary_folder.hpp"

using namespace secokr;
using Lines = std::vector<std::string>;

namespace {

constexpr std::string_view k_word = "Q$A `it`/KR2";

Lines lines_of(std::string_view line) { return {std::string(line)}; }
Lines lines_of(const command::OfQuarter& row) { return {row(), row(Quarter{2028, 1})}; }
Lines lines_of(const command::OfName& row) { return {row(), row(k_word), row("Security Training")}; }

const std::map<std::string, Lines> k_told{
    {"init", lines_of(command::init)},
    {"init_elsewhere", lines_of(command::init_elsewhere)},
    {"log_in", lines_of(command::log_in)},
    {"log_out", lines_of(command::log_out)},
    {"show_login", lines_of(command::show_login)},
    {"doctor", lines_of(command::doctor)},
    {"explain_options", lines_of(command::explain_options)},
    {"calendar", lines_of(command::calendar)},
    {"begin_quarter", lines_of(command::begin_quarter)},
    {"carry", lines_of(command::carry)},
    {"begin_objective", lines_of(command::begin_objective)},
    {"begin_key_result", lines_of(command::begin_key_result)},
    {"edit", lines_of(command::edit)},
    {"show", lines_of(command::show)},
    {"check", lines_of(command::check)},
    {"propose", lines_of(command::propose)},
    {"include", lines_of(command::include)},
    {"exclude", lines_of(command::exclude)},
    {"rescope", lines_of(command::rescope)},
    {"drop", lines_of(command::drop)},
    {"renumber", lines_of(command::renumber)},
    {"business_as_usual", lines_of(command::business_as_usual)},
    {"ask", lines_of(command::ask)},
    {"list_dependencies", lines_of(command::list_dependencies)},
    {"confirm", lines_of(command::confirm)},
    {"decline", lines_of(command::decline)},
    {"withdraw", lines_of(command::withdraw)},
    {"finalize", lines_of(command::finalize)},
    {"amend", lines_of(command::amend)},
    {"drift", lines_of(command::drift)},
    {"accept_drift", lines_of(command::accept_drift)},
    {"update", lines_of(command::update)},
    {"sync", lines_of(command::sync)},
    {"define_labels", lines_of(command::define_labels)},
    {"check_labels", lines_of(command::check_labels)},
    {"apply_labels", lines_of(command::apply_labels)},
    {"dashboard", lines_of(command::dashboard)},
};

/// A command that shows a page the hint "Type `line`, then go on".
cli::CommandSpec telling(const std::string& line) {
  cli::CommandSpec spec;
  spec.path = "tells";
  spec.summary = "A command of a test";
  spec.reads_config = true;
  spec.takes_quarter = true;
  spec.bind = [line](cli::OptionBinder&) -> cli::Runner {
    return [line](cli::Context& context) -> Expected<int> {
      context.print(render::message_lines("Type `" + line + "`, then go on", context.page()));
      return 0;
    };
  };
  return spec;
}

/// What the hint says when the whole line was `secokr tells` and these options.
std::string told_by(const std::string& line, const Lines& options) {
  std::vector<cli::CommandSpec> commands = cli::all_commands();
  commands.push_back(telling(line));
  test::Machine machine;
  std::filesystem::create_directory(machine.folder() / "the plan");
  Lines words{"tells"};
  words.insert(words.end(), options.begin(), options.end());
  const auto result = machine.run(words, commands);
  CHECK(result.code == 0);
  const std::string begin = "Type `", end = "`, then go on\n";
  REQUIRE((result.out.starts_with(begin) && result.out.ends_with(end)));
  return result.out.substr(begin.size(), result.out.size() - begin.size() - end.size());
}

}  // namespace

TEST_CASE("a hint's command has the options of the line that it answers, where it obeys them", "[cli]") {
  const std::map<std::string, std::string> given{{"-C", "the plan"},   {"--config", "other.toml"},
                                                 {"--quarter", "+1"},  {"--tracker", "local"},
                                                 {"--project", "a/b"}, {"--host", "https://git.example.com"},
                                                 {"--user", "dri"},    {"--as-of", "2027-02-12"}};
  Lines options;
  for (const auto& [option, value] : given) options.insert(options.end(), {option, value});
  for (const auto& [name, lines] : k_told) {
    for (const std::string& line : lines) {
      CAPTURE(name, line);
      CHECK(told_by(line, {}) == line);
      const std::string told = told_by(line, options);
      CAPTURE(told);
      const auto words = base::shell_words(told);
      REQUIRE(words);
      const auto invocation = cli::parse({words->begin() + 1, words->end()}, cli::all_commands());
      REQUIRE((invocation && invocation->command != nullptr));
      CHECK(cli::check_obeyed(*invocation->command, invocation->given));
      const bool depends = cli::obeys(*invocation->command, "--config") && !line.starts_with("secokr -C");
      for (const auto& [option, value] : given) {
        CAPTURE(option);
        const auto at = std::ranges::find(*words, option);
        const bool is_repeated = at != words->end() && at + 1 != words->end() && *(at + 1) == value;
        const bool is_said = line.find(" " + option + " ") != std::string::npos ||
                             (option == "--quarter" && line.find("FY28-Q1") != std::string::npos);
        const bool is_due = depends && cli::obeys(*invocation->command, option) && !is_said;
        CHECK(is_repeated == is_due);
      }
    }
  }
}

TEST_CASE("every row of the commands that are told is one that secokr takes", "[cli]") {
  for (const auto& [name, lines] : k_told) {
    for (const std::string& line : lines) {
      CAPTURE(name, line);
      auto words = base::shell_words(line);
      REQUIRE(words);
      CHECK(words->front() == "secokr");
      words->erase(words->begin());
      const auto invocation = cli::parse(*words, cli::all_commands());
      if (!invocation) FAIL_CHECK(invocation.error().what);
      REQUIRE((invocation && invocation->command != nullptr));
      CHECK(cli::check_obeyed(*invocation->command, invocation->given));
      const bool is_quoted = line.find('\'') != std::string::npos;
      CHECK((!is_quoted || std::ranges::find(*words, k_word) != words->end()));
    }
  }
}

TEST_CASE("no row of the commands that are told is left out here", "[cli]") {
  const std::string header = test::read(test::source_folder() / "src" / "domain" / "commands.hpp");
  const std::regex row(R"(inline constexpr \S+ (\w+)(\{| =))");
  std::set<std::string> rows, tried;
  for (std::sregex_iterator each(header.begin(), header.end(), row), end; each != end; ++each)
    rows.insert((*each)[1].str());
  for (const auto& [name, lines] : k_told) tried.insert(name);
  CHECK(rows == tried);
}
