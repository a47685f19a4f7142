#include <catch2/catch.hpp>

#include <algorithm>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include "base/shell.hpp"
#include "cli/core/global_use.hpp"
#include "cli/core/parse.hpp"
#include "cli/core/registry.hpp"
#include "domain/commands.hpp"
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

}  // namespace

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
