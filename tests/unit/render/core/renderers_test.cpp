#include "render/core/renderers.hpp"

#include <catch2/catch.hpp>

namespace secokr::render {
namespace {

struct Greeting {
  std::string whom{};
};

std::string greeting_text(const Greeting& greeting, const Page& page) {
  return page.style.paint(Tone::strong, greeting.whom) + "\n";
}
std::string greeting_markdown(const Greeting& greeting) { return "# " + greeting.whom + "\n"; }
Json greeting_json(const Greeting& greeting) { return {{"whom", greeting.whom}}; }

}  // namespace

template <>
inline constexpr auto renderers<Greeting> = std::to_array<Renderer<Greeting>>(
    {{"text", greeting_text}, {"markdown", greeting_markdown}, {"json", greeting_json}});

TEST_CASE("A view is shown in every format of its row, and offers these", "[render]") {
  CHECK(formats_of<Greeting>() == std::vector<std::string>{"text", "markdown", "json"});
  const Greeting greeting{"you"};
  CHECK(rendered(greeting, "text", {}) == "you\n");
  CHECK(rendered(greeting, "text", {.style = {.colour = true}}) != "you\n");
  CHECK(rendered(greeting, "markdown", {}) == "# you\n");
  CHECK(rendered(greeting, "json", {}) == "{\n  \"whom\": \"you\"\n}\n");
}

TEST_CASE("A view is shown in the first format of its row where another is asked for", "[render]") {
  CHECK(rendered(Greeting{"you"}, "ics", {}) == "you\n");
}

}  // namespace secokr::render
