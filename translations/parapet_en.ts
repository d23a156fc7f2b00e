<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US">
<context>
    <name>LogQuestion</name>
    <message numerus="yes">
        <source>Type at most %n character(s).</source>
        <translation>
            <numerusform>Type at most %n character.</numerusform>
            <numerusform>Type at most %n characters.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LogWords</name>
    <message numerus="yes">
        <source>%n event(s) came too fast to be recorded.</source>
        <translation>
            <numerusform>%n event came too fast to be recorded.</numerusform>
            <numerusform>%n events came too fast to be recorded.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>parapet::ExceptionsPage</name>
    <message numerus="yes">
        <source>%n service(s) &amp;listen and are blocked. Show...</source>
        <translation>
            <numerusform>%n service &amp;listens and is blocked. Show...</numerusform>
            <numerusform>%n services &amp;listen and are blocked. Show...</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>parapet::LogTimeline</name>
    <message numerus="yes">
        <source>%1 to %2: %n packet(s) dropped.</source>
        <translation>
            <numerusform>%1 to %2: %n packet dropped.</numerusform>
            <numerusform>%1 to %2: %n packets dropped.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>parapet::LogWindow</name>
    <message numerus="yes">
        <source>Show %n &amp;new event(s)</source>
        <translation>
            <numerusform>Show %n &amp;new event</numerusform>
            <numerusform>Show %n &amp;new events</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>parapet::TrayIcon</name>
    <message numerus="yes">
        <source>%n question(s) &amp;waiting...</source>
        <translation>
            <numerusform>%n question &amp;waiting...</numerusform>
            <numerusform>%n questions &amp;waiting...</numerusform>
        </translation>
    </message>
</context>
</TS>
