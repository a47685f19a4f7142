#pragma once
#include <string>
#include <tuple>

#include "base/shape.hpp"
#include "domain/views/plan_report.hpp"
#include "render/core/json.hpp"
#include "render/core/renderers.hpp"
#include "render/core/style.hpp"
#include "tracker/change/change_set.hpp"

namespace secokr::render {

/// A change set for people: what is told beside it, then a line a change and its fields below. Before it is applied a
/// line says what would be done ("create"), afterwards what was ("done", "failed", "not tried") with the URL.
std::string changes_text(const tracker::ChangeSet& set, const Page& page, const PlanReport& report = {});
/// The same as a Markdown list, for a merge request or a note.
std::string changes_markdown(const tracker::ChangeSet& set, const PlanReport& report = {});
/// The `changes` shape of CLI.md 5: `before` and `after` are objects; outcomes and URLs appear only in a set that was
/// applied.
Json changes_json(const tracker::ChangeSet& set, const PlanReport& report = {});

/// "3 to create, 1 to edit"; "nothing" for an empty set.
std::string changes_summary(const tracker::ChangeSet& set);

/// A change set as its reader may know it, with the checksum of all that is done, whatever of it is shown.
struct ToldChanges {
  tracker::ChangeSet set{};
  PlanReport report{};
  std::string checksum{};
};
Json told_changes_json(const ToldChanges& told);

template <>
inline constexpr auto renderers<ToldChanges> = std::to_array<Renderer<ToldChanges>>(
    {{"text", [](const ToldChanges& told, const Page& page) { return changes_text(told.set, page, told.report); }},
     {"json", told_changes_json},
     {"markdown", [](const ToldChanges& told) { return changes_markdown(told.set, told.report); }}});

}  // namespace secokr::render

namespace secokr::base {

template <>
inline constexpr auto parse_word<Gate::Result> = &parse_gate_result;
template <>
inline constexpr auto shape<Gate> = std::tuple{required("gate", &Gate::gate), required("checked", &Gate::checked),
                                               required("result", &Gate::result), optional("detail", &Gate::detail)};
template <>
inline constexpr auto shape<LeftOut> = std::tuple{required("subject", &LeftOut::subject),
                                                  required("rule", &LeftOut::rule), required("what", &LeftOut::what)};
template <>
inline constexpr auto shape<PlanReport> =
    std::tuple{optional("gates", &PlanReport::gates), optional("left_out", &PlanReport::left_out),
               optional("gives_way", &PlanReport::gives_way)};

}  // namespace secokr::base
