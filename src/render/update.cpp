#include "render/update.hpp"

#include <fmt/format.h>

#include <secokr/progress.hpp>

#include "base/text.hpp"

namespace secokr::render {
namespace {

std::string progress_words(const UpdatedKeyResult& row) {
  std::string text = format_percent(row.progress) + " %";
  if (row.value) {
    const std::string value = base::strip_controls(to_string(Quantity{*row.value, row.unit}));
    text += row.computed ? fmt::format(" by hand (the value {} gives {} %)", value, format_percent(*row.computed))
                         : fmt::format(" (value {})", value);
  }
  return text;
}

std::string milestone_words(const std::vector<int>& numbers) {
  return fmt::format("{} {}", numbers.size() == 1 ? "milestone" : "milestones", fmt::join(numbers, ", "));
}

Tone tone_of(UpdateOutcome outcome) {
  switch (outcome) {
    case UpdateOutcome::posted:
    case UpdateOutcome::edited:
      return Tone::good;
    case UpdateOutcome::unchanged:
      return Tone::faint;
    case UpdateOutcome::queued:
      return Tone::caution;
    case UpdateOutcome::failed:
      return Tone::bad;
  }
  return Tone::plain;
}

}  // namespace

std::string update_heading(const UpdateResult& result) {
  return fmt::format("Update of the week {} in {}\n", to_string(result.week), to_string(result.quarter));
}

std::string update_text(const UpdateResult& result, const Page& page) {
  std::string text = update_heading(result);
  for (const UpdatedKeyResult& row : result.results) {
    text += fmt::format("\n{}: {}\n", page.style.paint(Tone::strong, base::strip_controls(row.key_result)),
                        page.style.paint(tone_of(row.outcome), to_string(row.outcome)));
    if (row.week != result.week && row.week != Day{}) text += fmt::format("  Week      {}\n", to_string(row.week));
    text += fmt::format("  Progress  {}\n", progress_words(row));
    if (row.health) text += fmt::format("  Health    {}\n", to_string(*row.health));
    if (row.state) text += fmt::format("  State     {}\n", to_string(*row.state));
    if (!row.milestones_done.empty()) text += fmt::format("  Done      {}\n", milestone_words(row.milestones_done));
    if (!row.url.empty()) text += fmt::format("  Issue     {}\n", base::strip_controls(row.url));
  }
  return text;
}

Json update_json(const UpdateResult& result) {
  Json json{{"quarter", to_string(result.quarter)}, {"week", to_string(result.week)}, {"results", Json::array()}};
  for (const UpdatedKeyResult& row : result.results) {
    Json each{{"kr", row.key_result}, {"outcome", to_string(row.outcome)}, {"progress", json_percent(row.progress)}};
    if (row.week != result.week && row.week != Day{}) each["week"] = to_string(row.week);
    if (row.computed) each["computed"] = json_percent(*row.computed);
    if (row.value) each["value"] = json_number(*row.value);
    each["health"] = row.health ? Json(to_json_name(*row.health)) : Json(nullptr);
    if (row.state) each["state"] = to_json_name(*row.state);
    if (!row.milestones_done.empty()) each["milestones_done"] = row.milestones_done;
    put_if(each, "url", row.url);
    if (!row.notices.empty()) each["notices"] = row.notices;
    json["results"].push_back(std::move(each));
  }
  return json;
}

std::string sync_text(const std::vector<UpdatedKeyResult>& rows, const Page& page) {
  std::string text;
  for (const UpdatedKeyResult& row : rows)
    text += fmt::format(
        "{}, week {}: {}\n", page.style.paint(Tone::strong, base::strip_controls(row.key_result)), to_string(row.week),
        page.style.paint(tone_of(row.outcome),
                         row.outcome == UpdateOutcome::queued ? "waits in the outbox" : to_string(row.outcome)));
  return text;
}

Json sync_json(const std::vector<UpdatedKeyResult>& rows) {
  Json json{{"results", Json::array()}};
  for (const UpdatedKeyResult& row : rows)
    json["results"].push_back(
        {{"kr", row.key_result}, {"week", to_string(row.week)}, {"outcome", to_string(row.outcome)}});
  return json;
}

}  // namespace secokr::render
