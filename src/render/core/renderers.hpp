#pragma once
#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

#include "render/core/json.hpp"
#include "render/core/style.hpp"

namespace secokr::render {

/// One format of a view: how `--format` calls it, and what prints it.
template <class View>
struct Renderer {
  std::string_view format;
  std::variant<std::string (*)(const View&, const Page&), std::string (*)(const View&), Json (*)(const View&)> print;
};

/// The row of a view: every format that it is shown in, the default first. It is specialised beside the view's
/// renderers; what a command offers follows from it.
template <class View>
inline constexpr std::array<Renderer<View>, 0> renderers{};

/// What `--format` may say where the view is shown.
template <class View>
std::vector<std::string> formats_of() {
  std::vector<std::string> formats;
  for (const auto& each : renderers<View>) formats.emplace_back(each.format);
  return formats;
}

/// The view in a format of its row.
template <class View>
std::string rendered(const View& view, std::string_view format, const Page& page) {
  static_assert(!renderers<View>.empty(), "the view has no row of renderers");
  const auto found = std::ranges::find(renderers<View>, format, &Renderer<View>::format);
  return std::visit(
      [&](const auto print) -> std::string {
        if constexpr (std::is_invocable_v<decltype(print), const View&, const Page&>)
          return print(view, page);
        else if constexpr (std::is_same_v<decltype(print(view)), Json>)
          return dump(print(view));
        else
          return print(view);
      },
      found == renderers<View>.end() ? renderers<View>.front().print : found->print);
}

}  // namespace secokr::render
