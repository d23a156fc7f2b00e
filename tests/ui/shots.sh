#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# shots.sh PROGRAM DIRECTORY: every window and state in every variant. The scale is fixed for the life of a process.
set -eu
program=$1
folder=$2
unset LANGUAGE
export QT_LOGGING_RULES="qt.qpa.*=false" QT_QPA_PLATFORM=offscreen TZ=UTC LC_ALL=C.UTF-8
"$program" "$folder/light"
"$program" "$folder/dark" --dark
"$program" "$folder/reverse" -reverse
"$program" "$folder/long" --long
"$program" "$folder/mirrored" --mirrored
LC_ALL=de_DE.UTF-8 "$program" "$folder/de"
QT_SCALE_FACTOR=2 "$program" "$folder/scale2"
