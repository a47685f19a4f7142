#include "app/published/name.hpp"

#include <algorithm>

#include <fmt/format.h>

#include <secokr/titles.hpp>

#include "base/text.hpp"
#include "domain/commands.hpp"

namespace secokr::app {
namespace {

std::string name_of(const PublishedObjective& objective, const PublishedKeyResult& key_result) {
  return fmt::format("{}/KR{}", objective.plan.reference, key_result.plan.number);
}

std::vector<std::string> names_in(const PublishedObjective& objective) {
  std::vector<std::string> names;
  for (const PublishedKeyResult& key_result : objective.key_results) names.push_back(name_of(objective, key_result));
  return names;
}

std::string has_names(const PublishedObjective& objective) {
  const auto names = names_in(objective);
  return names.empty() ? fmt::format("\"{}\" has no published key result", objective.plan.reference)
                       : fmt::format("\"{}\" has {}", objective.plan.reference, base::join(names, ", "));
}

Error not_there(const std::string& name) {
  return {.kind = ErrorKind::refused,
          .what = fmt::format("{} is published, and its issue is not there", name),
          .reason = "It was deleted or moved, or you may not see it",
          .help = "Ask somebody with a higher role to look"};
}

Expected<FoundPublished> find_by_iid(const PublishedPlan& plan, long iid, std::string_view typed) {
  const bool is_url = typed.find("://") != std::string_view::npos;
  const auto is_meant = [&](long other, const std::string& url) {
    return other == iid && (!is_url || plain_issue_url(url) == plain_issue_url(typed));
  };
  for (const PublishedObjective* objective : plan.all()) {
    if (!objective->gone && is_meant(objective->iid, objective->url)) return FoundPublished{objective, nullptr};
    for (const PublishedKeyResult& key_result : objective->key_results)
      if (is_meant(key_result.iid, key_result.url)) return FoundPublished{objective, &key_result};
  }
  return fail(
      {.kind = ErrorKind::usage,
       .what = fmt::format("{} has no published key result {}", to_string(plan.quarter),
                           is_url ? typed : fmt::format("#{}", iid)),
       .help = fmt::format("Name it by its reference and number, such as \"Security Training/KR2\"; `{}` lists them",
                           command::dashboard.name)});
}

Expected<const PublishedObjective*> find_by_reference(const PublishedPlan& plan, const std::string& reference) {
  std::vector<std::string> references;
  const auto all = plan.all();
  for (const PublishedObjective* objective : all) references.push_back(objective->plan.reference);
  const auto found = match_reference(reference, references);
  if (found.size() == 1) return all[found.front()];
  Error error{.kind = ErrorKind::usage};
  if (found.empty()) {
    error.what = fmt::format("{} has no published objective \"{}\"", to_string(plan.quarter), reference);
    error.reason = fmt::format("It has {}", base::join(references, ", "));
    const auto near = base::nearest(reference, references);
    error.help = near ? fmt::format("Did you mean \"{}\"?", *near) : "Name one of them, or the beginning of one";
    return fail(std::move(error));
  }
  std::vector<std::string> candidates;
  for (const std::size_t index : found) candidates.push_back(references[index]);
  error.what = fmt::format("\"{}\" may mean several objectives", reference);
  error.reason = fmt::format("It fits {}", base::join(candidates, ", "));
  error.help = "Name one of them in full";
  return fail(std::move(error));
}

}  // namespace

std::string plain_issue_url(std::string_view url) {
  std::string plain{base::trim(url.substr(0, url.find_first_of("?#")))};
  while (plain.ends_with('/')) plain.pop_back();
  constexpr std::string_view work_items = "/work_items/";
  if (const auto at = plain.rfind(work_items); at != std::string::npos)
    plain.replace(at, work_items.size(), "/issues/");
  return plain;
}

Error no_name(std::string_view typed) {
  return {.kind = ErrorKind::usage,
          .what = fmt::format("\"{}\" names no key result", typed),
          .help = "Write \"Security Training/KR2\", \"FY28-Q1/Security Training/KR2\", '#12' or its URL"};
}

std::string FoundPublished::name() const {
  return key_result == nullptr ? objective->plan.reference : name_of(*objective, *key_result);
}

Error nothing_published(Quarter quarter) {
  return {
      .kind = ErrorKind::usage,
      .what = fmt::format("{} has no published objectives on this tracker", to_string(quarter)),
      .help = fmt::format("Name another quarter with --quarter; `{}` publishes a planned one", command::finalize.name)};
}

Expected<FoundPublished> find_published(const PublishedPlan& plan, std::string_view typed) {
  const auto name = parse_key_result_name(typed);
  if (!name) return fail(no_name(typed));
  if (plan.empty()) return fail(nothing_published(plan.quarter));
  if (name->iid) return find_by_iid(plan, *name->iid, typed);
  SECOKR_TRY(const PublishedObjective* objective, find_by_reference(plan, name->reference));
  if (!name->number && objective->gone) return fail(not_there(objective->plan.reference));
  if (!name->number) return FoundPublished{objective, nullptr};
  const auto found = std::ranges::find(objective->key_results, *name->number,
                                       [](const PublishedKeyResult& key_result) { return key_result.plan.number; });
  if (std::ranges::any_of(objective->lost, [&](const auto& lost) { return lost.plan.number == *name->number; }))
    return fail(not_there(fmt::format("{}/KR{}", objective->plan.reference, *name->number)));
  if (found == objective->key_results.end())
    return fail({.kind = ErrorKind::usage,
                 .what = fmt::format("\"{}\" has no KR{}", objective->plan.reference, *name->number),
                 .reason = has_names(*objective),
                 .help = "Name one of them"});
  return FoundPublished{objective, &*found};
}

Expected<FoundPublished> find_published_key_result(const PublishedPlan& plan, std::string_view typed) {
  SECOKR_TRY(const FoundPublished found, find_published(plan, typed));
  if (found.key_result != nullptr) return found;
  const std::string& reference = found.objective->plan.reference;
  const auto name = parse_key_result_name(typed);
  return fail({.kind = ErrorKind::usage,
               .what = name && name->iid ? fmt::format("{} is the objective \"{}\", not a key result", typed, reference)
                                         : fmt::format("\"{}\" names an objective, not a key result", reference),
               .reason = has_names(*found.objective),
               .help = "Name one of them"});
}

}  // namespace secokr::app
