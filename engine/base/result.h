// SPDX-License-Identifier: GPL-2.0-or-later
// Result<T>: a value or an Error. Expected failures are values that the caller must look at;
// broken invariants are asserts. Nothing in the engine throws across a folder.
#pragma once

#include <cassert>
#include <string>
#include <utility>
#include <variant>

namespace parapet {

enum class ErrorKind {
    invalid,      // the caller's input; the text says which field and what is allowed
    notFound,     // the thing named does not exist
    exists,       // the thing named exists already
    denied,       // not allowed to the caller
    busy,         // someone else holds it (queue, lock, name)
    unsupported,  // this kernel or system cannot do it
    newer,        // written by a newer version of Parapet
    damaged,      // data that cannot be read any more
    io,           // the system refused; the text carries its words
};

struct Error {
    ErrorKind kind = ErrorKind::io;
    std::string text;  // one sentence for a person: what happened, why, and what to do
};

// A value of T, or an Error. Not thread safe, freely movable.
template <class T> class [[nodiscard]] Result {
public:
    Result(T value) : m_content(std::in_place_index<0>, std::move(value)) { }
    Result(Error error) : m_content(std::in_place_index<1>, std::move(error)) { }

    explicit operator bool() const { return m_content.index() == 0; }
    T &operator*() & { return value(); }
    const T &operator*() const & { return value(); }
    T &&operator*() && { return std::move(value()); }
    T *operator->() { return &value(); }
    const T *operator->() const { return &value(); }
    T &value()
    {
        assert(*this);
        return *std::get_if<0>(&m_content);
    }
    const T &value() const
    {
        assert(*this);
        return *std::get_if<0>(&m_content);
    }
    const Error &error() const
    {
        assert(!*this);
        return *std::get_if<1>(&m_content);
    }

private:
    std::variant<T, Error> m_content;
};

// Success without a value.
struct Done { };
using Outcome = Result<Done>;

}  // namespace parapet
