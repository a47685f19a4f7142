#include "render/dependencies.hpp"

#include <catch2/catch.hpp>

using namespace secokr;
using Catch::Matchers::Contains;
using Catch::Matchers::EndsWith;

namespace {

DependencyRow answered(const std::vector<DependencyVerb>& verbs, std::string objection = {}) {
  DependencyRow row{.key_result = "Security Training/KR1", .number = 1, .manager = "it-manager"};
  row.objection = std::move(objection);
  row.dependency.team = "IT";
  row.dependency.need = "single sign-on";
  for (const DependencyVerb verb : verbs) row.dependency.events.push_back({.verb = verb, .by = "it-manager"});
  return row;
}

}  // namespace

TEST_CASE("the count tells what waits from what is settled") {
  using enum DependencyVerb;
  DependencyView view{.all = 9};
  view.dependencies = {answered({}),
                       answered({confirmed}),
                       answered({confirmed}, "@x does not manage IT"),
                       answered({declined}),
                       answered({declined, rescoped}),
                       answered({declined, rescoped, confirmed}),
                       answered({declined, rescoped, declined}),
                       answered({withdrawn})};
  const std::string text = render::dependencies_text(view, {});
  CHECK_THAT(text, EndsWith("8 dependencies of 9: 1 requested, 2 confirmed, 2 declined, 1 declined and re-scoped, "
                            "1 withdrawn, 1 with an answer that does not count\n"));
  CHECK_THAT(render::dependency_state(view.dependencies[4]), EndsWith("(re-scoped)"));
  CHECK_THAT(render::dependency_state(view.dependencies[5]), !Contains("re-scoped"));
}
