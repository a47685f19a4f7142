#pragma once
#include <span>
#include <string>

#include <secokr/day.hpp>

#include "render/core/json.hpp"
#include "render/core/renderers.hpp"
#include "render/core/style.hpp"
#include "tracker/views/host_access.hpp"

namespace secokr::render {

/// What is known of tokens, as seen on a day.
struct HostsView {
  std::span<const tracker::HostAccess> hosts{};
  Day today{};
};

/// A block a host: whose token, from where, its scopes and its last day. Why one does not work is said by its error.
std::string host_access_text(const HostsView& view, const Page& page);
/// The `auth` shape.
Json host_access_json(const HostsView& view);

template <>
inline constexpr auto renderers<HostsView> =
    std::to_array<Renderer<HostsView>>({{"text", host_access_text}, {"json", host_access_json}});

}  // namespace secokr::render
