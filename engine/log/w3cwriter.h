// SPDX-License-Identifier: GPL-2.0-or-later
// W3cWriter owns pfirewall.log: header, appends, rollover (xp-reference section 5). One thread. Never on the verdict
// path.
//
// Accounting is exact: a record that append() takes is written once, however often the disk is full in between; one
// that it refuses (any error) is never written and is the caller's to count as lost. Only what is still in the buffer
// when the writer goes, on a disk that does not take it, is neither.
#pragma once

#include "engine/base/result.h"
#include "engine/log/fileposition.h"
#include "engine/log/loglocation.h"
#include "engine/model/logrecord.h"
#include "engine/model/w3cline.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace parapet {

class W3cWriter {
public:
    static constexpr std::size_t bufferMax = 8192;  // bytes that wait for flush()

    // place: allowed by the helper. maxBytes: rollover to the name + ".old" beyond it.
    W3cWriter(LogLocation place, std::uint64_t maxBytes, LogSoftware software = LogSoftware::parapet);
    ~W3cWriter();
    W3cWriter(const W3cWriter &) = delete;
    W3cWriter &operator=(const W3cWriter &) = delete;

    void setMaxBytes(std::uint64_t maxBytes);
    // Appends; makes the file with its header when it is not there (mode 0640, links are not followed, an existing
    // file that is not a log of ours is refused). A failed write is tried again with the next record; the error
    // is returned each time.
    Outcome append(const LogRecord &record);
    // Everything appended so far is in the file for other readers. A file that was removed, renamed or emptied by
    // someone else is left to them, and a new one begun.
    Outcome flush();
    void close();
    // Where what is written ends; no inode while there is no file.
    FilePosition position() const { return {m_inode, m_size}; }

private:
    Outcome openFile();
    Outcome checkFile();
    Outcome beginFile(std::uint64_t size);
    Outcome rollOver();
    bool isStillOurs();
    bool wouldOverflow(std::size_t more) const;
    Outcome write(std::string_view text);
    Error systemError(int number) const;
    void closeFile();

    LogLocation m_place;
    std::string m_path;  // of it, for sentences
    std::uint64_t m_maxBytes;
    LogSoftware m_software;
    std::uint64_t m_size = 0;  // of the file; always the end of a line
    std::uint64_t m_inode = 0;
    int m_fd = -1;
    std::string m_buffer;  // whole lines that are not in the file yet
};

}  // namespace parapet
