#pragma once
#include <string>
#include <vector>

#include "domain/views/dashboard.hpp"

#include "render/core/json.hpp"
#include "render/core/renderers.hpp"
#include "render/core/style.hpp"

namespace secokr::render {

/// The roll-up for people: p0 under a heading of their own, each objective with its KRs below it. Numbers stand in
/// columns where the page is wide enough for them, and wrap where it is not.
std::string dashboard_text(const Dashboard& dashboard, const Page& page);
/// The same for a GitLab page: a table an objective; URLs of the web are links, nobody is mentioned.
std::string dashboard_markdown(const Dashboard& dashboard);
/// The `dashboard` shape of CLI.md 5.
Json dashboard_json(const Dashboard& dashboard);

template <>
inline constexpr auto renderers<Dashboard> = std::to_array<Renderer<Dashboard>>(
    {{"text", dashboard_text}, {"markdown", dashboard_markdown}, {"json", dashboard_json}});

// What the text and the Markdown share.

/// "On Track", "not reported", …, or that no update is owed.
std::string health_words(const std::optional<ReportedHealth>& health);
/// The same of a key result, and what became of its issue.
std::string health_words(const DashboardKeyResult& key_result);
/// The same of an objective, with how many of its key results have not reported: "On Track", "not reported (3 of 3)".
std::string health_words(const DashboardObjective& objective);
/// What `health_words` does not say yet: "1 stale, 2 not reported".
std::string silence_words(const DashboardObjective& objective);
/// What became of an objective's own issue: "issue gone", "issue closed"; empty where it stands there, open.
std::string issue_words(const DashboardObjective& objective);
/// A percentage with its sign: "57.1 %".
std::string percent_words(double percent);
/// "21.3 % expected", or that nothing is expected of a stretch that has not begun.
std::string expected_words(const std::optional<double>& expected);
/// "40 % done, 21.3 % expected"; `strong` stands around the first figure.
std::string done_words(const DashboardObjective& objective, std::string_view strong = {});
/// "78 % (from 62, target 90)", or where progress was given by hand "set by hand (78 % would be 57.1 %)"; empty without
/// a value.
std::string value_words(const DashboardKeyResult& key_result);
/// "1 stale, 2 not reported"; empty where everything is reported.
std::string silence_words(std::size_t stale, std::size_t not_reported);
/// The sentences below the objectives: totals, what was withheld, what `--as-of` means.
std::vector<std::string> dashboard_footer(const Dashboard& dashboard);
/// What is said in place of a list where nothing is published.
std::string nothing_published_words(const Dashboard& dashboard);

}  // namespace secokr::render
