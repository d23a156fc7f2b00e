// SPDX-License-Identifier: GPL-2.0-or-later
// FieldLabel: the label of an edit field or a list. Its mnemonic moves the focus there, and the field gets the
// label's text as its accessible name.
#pragma once

#include <QLabel>

namespace parapet {

class FieldLabel : public QLabel {
    Q_OBJECT

public:
    FieldLabel(const QString &text, QWidget *field, QWidget *parent = nullptr);
};

}  // namespace parapet
