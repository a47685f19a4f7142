#pragma once
#include <secokr/error.hpp>
#include "domain/views/announcement.hpp"

#include "app/core/ports.hpp"
#include "workspace/published.hpp"

namespace secokr::app {

/// What the organisation is told of a finalised quarter (`finalize --announce`, audience `organisation`: confidential
/// objectives and key results are counted and never named). From the included objectives' files and, where they are
/// published, the addresses in `published.json` and what their issues say: a key result is confidential by its issue
/// alone. Needs a workspace and, once published, the tracker. Error: local_file; the tracker's.
Expected<Announcement> announcement_of(const Ports& ports, Quarter quarter);

}  // namespace secokr::app
