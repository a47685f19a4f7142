#include <catch2/catch.hpp>

#include <cstdint>
#include <numeric>
#include <vector>

#include <secokr/progress.hpp>
#include "domain/views/dashboard.hpp"

using namespace secokr;

namespace {

/// An exact figure of the oracle.
struct Ratio {
  std::int64_t over = 0;
  std::int64_t under = 1;

  Ratio reduced() const {
    const std::int64_t common = std::gcd(over, under);
    return {over / common, under / common};
  }
  friend Ratio operator+(Ratio a, Ratio b) {
    return Ratio{a.over * b.under + b.over * a.under, a.under * b.under}.reduced();
  }
  friend Ratio operator*(Ratio a, Ratio b) { return Ratio{a.over * b.over, a.under * b.under}.reduced(); }
};

/// So many of so many.
struct Part {
  int done = 0;
  int all = 1;
};

std::vector<Part> parts(int largest) {
  std::vector<Part> result;
  for (int all = 1; all <= largest; ++all)
    for (int done = 0; done <= all; ++done) result.push_back({done, all});
  return result;
}

/// Weights in percent; -1 is none given.
using Weights = std::vector<int>;

/// K4: the given ones, and an equal share of what they leave for the others.
std::vector<Ratio> exact_shares(const Weights& weights) {
  int given = 0;
  int missing = 0;
  for (const int weight : weights) weight < 0 ? ++missing : given += weight;
  std::vector<Ratio> shares;
  for (const int weight : weights)
    shares.push_back(weight < 0 ? Ratio{100 - given, std::int64_t{100} * missing}.reduced()
                                : Ratio{weight, 100}.reduced());
  return shares;
}

/// In tenths of a percent, cut.
std::int64_t exact_tenths(const std::vector<Part>& key_results, const std::vector<Ratio>& shares) {
  Ratio sum;
  for (std::size_t i = 0; i < key_results.size(); ++i)
    sum = sum + shares[i] * Ratio{key_results[i].done, key_results[i].all}.reduced();
  return 1000 * sum.over / sum.under;
}

const Day first_week = date::year{2027} / 2 / 1;

PublishedKeyResult key_result(const Part& part, int weight, int number) {
  PublishedKeyResult result;
  result.plan.number = number;
  if (weight >= 0) result.plan.weight = weight;
  // Every second one falls, which is the same way the other way round.
  const bool falls = number % 2 == 0;
  result.plan.measure = falls ? Metric{"open", double(part.all), 0, ""} : Metric{"done", 0, double(part.all), ""};
  // The note keeps a cut figure; what counts is the value.
  const double value = falls ? part.all - part.done : part.done;
  const double progress = shown_percent(100.0 * part.done / part.all);
  result.updates.push_back({.week = first_week, .progress = progress, .value = value, .health = Health::on_track});
  return result;
}

std::size_t wrong_roll_ups(const std::vector<Weights>& all_weights, const std::vector<Part>& all_parts) {
  std::size_t wrong = 0;
  for (const Weights& weights : all_weights) {
    const std::vector<Ratio> shares = exact_shares(weights);
    std::vector<std::size_t> at(weights.size(), 0);
    for (bool more = true; more;) {
      PublishedObjective objective;
      objective.plan.priority = Priority::p1;
      std::vector<Part> chosen;
      for (std::size_t i = 0; i < at.size(); ++i) {
        chosen.push_back(all_parts[at[i]]);
        objective.key_results.push_back(key_result(chosen.back(), weights[i], static_cast<int>(i) + 1));
      }
      const Dashboard dashboard = roll_up({objective}, PlanningCalendar{}, Quarter(2028, 1), first_week + days{4});
      const double shown = shown_percent(dashboard.objectives.front().progress);
      const std::int64_t tenths = exact_tenths(chosen, shares);
      const bool over_bar = reaches(dashboard.objectives.front().progress, 70);
      if (std::int64_t(shown * 10 + 0.5) != tenths || over_bar != (tenths >= 700)) ++wrong;
      more = false;
      for (std::size_t i = 0; i < at.size() && !more; ++i) {
        at[i] = (at[i] + 1) % all_parts.size();
        more = at[i] != 0;
      }
    }
  }
  return wrong;
}

}  // namespace

TEST_CASE("A roll-up shows what exact fractions give, for every k of n") {
  CHECK(wrong_roll_ups({{-1}, {100}}, parts(60)) == 0);
  CHECK(wrong_roll_ups({{-1, -1}, {60, 40}, {70, -1}, {33, 67}, {1, 99}}, parts(16)) == 0);
  CHECK(wrong_roll_ups({{-1, -1, -1}, {50, 30, 20}, {33, 33, 34}, {10, -1, -1}}, parts(6)) == 0);
}

TEST_CASE("Two of three and eleven of fifteen are seventy percent") {
  PublishedObjective objective;
  objective.plan.priority = Priority::p1;
  objective.key_results = {key_result({2, 3}, -1, 1), key_result({11, 15}, -1, 3)};
  const Dashboard dashboard = roll_up({objective}, PlanningCalendar{}, Quarter(2028, 1), first_week + days{4});
  CHECK(format_percent(dashboard.objectives.front().progress) == "70");
  CHECK(format_percent(dashboard.objectives.front().key_results[0].progress) == "66.6");
  CHECK(format_percent(dashboard.objectives.front().key_results[1].progress) == "73.3");
}
