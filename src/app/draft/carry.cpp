#include "app/draft/carry.hpp"

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

#include "app/core/may_change.hpp"
#include "app/draft/files.hpp"
#include "app/published/name.hpp"
#include "base/text.hpp"
#include "domain/commands.hpp"

namespace secokr::app {
namespace {

Expected<FoundPublished> find_running(const RunningQuarter& running, const std::string& typed) {
  if (!running.plan.empty()) return find_published_key_result(running.plan, typed);
  return fail(
      {.kind = ErrorKind::usage,
       .what = fmt::format("{} has no published key results on this tracker", to_string(running.quarter)),
       .reason = fmt::format("What {} takes over comes from the quarter before it", to_string(running.quarter + 1)),
       .help = "Look what is published: " + command::dashboard(running.quarter)});
}

Error not_yours(const Ports& ports, const PublishedObjective& objective, const KeyResult& key_result) {
  return {.kind = ErrorKind::findings,
          .what = fmt::format("@{} may not decide what becomes of {}/KR{}", ports.user, objective.plan.reference,
                              key_result.number),
          .reason = "That is for its DRI, its objective's DRI, their area's leader, or anyone above",
          .help = base::equals_folded(key_result.dri, objective.plan.dri)
                      ? fmt::format("Ask @{}", key_result.dri)
                      : fmt::format("Ask @{} or @{}", key_result.dri, objective.plan.dri)};
}

}  // namespace

Carry::Carry(const Ports& ports, RunningKeyResult running, Quarter from, std::vector<Override> overrides)
    : m_ports(ports), m_running(std::move(running)), m_from(from), m_overrides(std::move(overrides)) {}

Expected<Carry> Carry::begin(const Ports& ports, const RunningQuarter& running, const CarryRequest& request,
                             std::vector<Override> overrides) {
  SECOKR_TRY(const FoundPublished found, find_running(running, request.key_result));
  const RunningKeyResult* known = running.find(*found.key_result);
  if (known == nullptr)
    return fail(
        {.kind = ErrorKind::usage,
         .what = fmt::format("{} was dropped in {}", found.name(), to_string(running.quarter)),
         .help = "Begin a new key result in its place: " + command::begin_key_result(found.objective->plan.reference)});
  if (!may_change(ports, found.objective->plan, known->plan))
    return fail(not_yours(ports, *found.objective, known->plan));
  Carry carry(ports, *known, running.quarter, std::move(overrides));
  carry.m_request = request;
  const FiscalCalendar& fiscal = ports.config.calendar.fiscal;
  carry.m_carried = secokr::carried(known->plan, {.from = running.quarter,
                                                  .url = known->row.url,
                                                  .value = known->row.value,
                                                  .first_day = fiscal.first_day(carry.planned()),
                                                  .last_day = fiscal.last_day(carry.planned())});
  SECOKR_CHECK(carry.read_planned());
  SECOKR_CHECK(carry.find_target());
  return carry;
}

Status Carry::read_planned() {
  SECOKR_TRY(m_read, read_plan(m_ports, planned()));
  for (std::size_t i = 0; i < m_read.files.size(); ++i)
    for (const KeyResult& each : m_read.files[i].document.objective().key_results) {
      if (!m_linked.empty() || !links_back_to(each.outcome, m_running.row.url)) continue;
      m_linked = fmt::format("{}/{}", to_string(planned()), name_of(m_read.files[i].document.objective(), each));
      m_linked_file = i;
      m_linked_number = each.number;
    }
  const auto path = m_ports.workspace->planning_document(planned());
  SECOKR_TRY(m_file, m_ports.workspace->read(path));
  if (!m_file) return {};
  m_document = documents::PlanningDocument::parse(m_file->text);
  if (const auto* line = m_document.find(m_from, reference(), m_running.plan.number))
    m_line = static_cast<std::size_t>(line - m_document.running().data());
  return {};
}

Status Carry::find_target() {
  const auto index_of = [&](const workspace::ObjectiveFile* file) {
    return static_cast<std::size_t>(file - m_read.files.data());
  };
  if (m_request.into) {
    SECOKR_TRY(const FoundObjective found, find_drafted(m_read, *m_request.into));
    if (found.key_result)
      return fail(
          {.kind = ErrorKind::usage,
           .what = fmt::format("--into \"{}\" names a key result", *m_request.into),
           .help = fmt::format("Name the objective: --into \"{}\"", found.file->document.objective().reference)});
    m_target = index_of(found.file);
  } else {
    const auto same = std::ranges::find_if(m_read.files, [&](const auto& file) {
      return base::equals_folded(file.document.objective().reference, reference());
    });
    if (same != m_read.files.end()) m_target = index_of(&*same);
  }
  if (m_target && m_request.priority)
    return fail(
        {.kind = ErrorKind::usage,
         .what = fmt::format("\"{}\" has its priority already", m_read.files[*m_target].document.objective().reference),
         .reason = "--priority is for an objective that is made for the key result",
         .help = fmt::format("Leave it out, or change {}", m_read.files[*m_target].path)});
  return {};
}

std::string Carry::name() const {
  return fmt::format("{}/{}/KR{}", to_string(m_from), reference(), m_running.plan.number);
}

std::string Carry::decided() const {
  if (!m_linked.empty()) return fmt::format("it is carried as {}", m_linked);
  if (!m_line || !m_document.running()[*m_line].decision) return {};
  const documents::CarryDecision& decision = *m_document.running()[*m_line].decision;
  if (decision.act == CarryAct::drop)
    return fmt::format("it was dropped by @{} on {}", decision.by, to_string(decision.on));
  return fmt::format("it is carried as {}, says {}; who clears its tick there decides anew", decision.as,
                     m_ports.workspace->relative(m_ports.workspace->planning_document(planned())));
}

Status Carry::check(const Answer& answer) const {
  KeyResult changed = m_carried.key_result;
  return take_answer(answer, m_ports.config.org, changed);
}

}  // namespace secokr::app
