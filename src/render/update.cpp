#include "render/update.hpp"

#include <fmt/format.h>

#include <secokr/progress.hpp>

#include "base/text.hpp"

namespace secokr::render {
namespace {

std::string progress_words(const UpdatedKeyResult& row) {
  std::string text = format_percent(row.progress) + " %";
  if (row.value) {
    const std::string value =
        base::format_number(*row.value) + (row.unit.empty() ? "" : " " + base::strip_controls(row.unit));
    text += row.computed ? fmt::format(" by hand (the value {} gives {} %)", value, format_percent(*row.computed))
                         : fmt::format(" (value {})", value);
  }
  return text;
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
    text += fmt::format("  Progress  {}\n", progress_words(row));
    if (row.health) text += fmt::format("  Health    {}\n", to_string(*row.health));
    if (!row.url.empty()) text += fmt::format("  Issue     {}\n", base::strip_controls(row.url));
  }
  return text;
}

Json update_json(const UpdateResult& result) {
  Json json{{"quarter", to_string(result.quarter)}, {"week", to_string(result.week)}, {"results", Json::array()}};
  for (const UpdatedKeyResult& row : result.results) {
    Json each{{"kr", row.key_result}, {"outcome", to_string(row.outcome)}, {"progress", json_percent(row.progress)}};
    if (row.computed) each["computed"] = json_percent(*row.computed);
    if (row.value) each["value"] = json_number(*row.value);
    each["health"] = row.health ? Json(to_json_name(*row.health)) : Json(nullptr);
    put_if(each, "url", row.url);
    json["results"].push_back(std::move(each));
  }
  return json;
}

}  // namespace secokr::render
