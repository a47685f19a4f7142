#pragma once
#include <span>
#include <string>

#include <secokr/day.hpp>

#include "render/core/json.hpp"
#include "render/core/style.hpp"
#include "tracker/views/host_access.hpp"

namespace secokr::render {

/// A block a host: whose token, from where, its scopes and its last day. Why one does not work is said by its error.
std::string host_access_text(std::span<const tracker::HostAccess> hosts, Day today, const Page& page);
/// The `auth` shape.
Json host_access_json(std::span<const tracker::HostAccess> hosts, Day today);

}  // namespace secokr::render
