#!/usr/bin/env bash
# The buffer of an EventPipe session is called circular (circularBufferMB), and does not behave like one: once it is full,
# new events are dropped and the oldest stay. A heap walk that does not fit arrives with its beginning, in order and without
# a hole, and lacks its end: all indexes that came follow each other, so that a check of indexes alone takes a part of the
# heap for all of it. The count of lost events says more, and so does the end that never comes.
# Seen with Microsoft.Diagnostics.NETCore.Client 0.2.750501 and TraceEvent 4.0.0 on .NET 10.0.12, linux-x64.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > Circle.csproj <<'PROJECT'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <ImplicitUsings>enable</ImplicitUsings>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="Microsoft.Diagnostics.NETCore.Client" Version="0.2.750501" />
    <PackageReference Include="Microsoft.Diagnostics.Tracing.TraceEvent" Version="4.0.0" />
  </ItemGroup>
</Project>
PROJECT
cat > Program.cs <<'PROGRAM'
using System.Diagnostics.Tracing;
using Microsoft.Diagnostics.NETCore.Client;
using Microsoft.Diagnostics.Tracing;

const int Objects = 1_000_000;
var list = Enumerable.Range(0, Objects).Select(_ => new object()).ToArray();
foreach (var megabytes in new[] { 8, 256 })
{
    using var session = new DiagnosticsClient(Environment.ProcessId).StartEventPipeSession(
        [new EventPipeProvider("Microsoft-Windows-DotNETRuntime", EventLevel.Informational, 0x1980001)], requestRundown: false, circularBufferMB: megabytes);
    var copy = new MemoryStream();
    var reading = Task.Run(() => session.EventStream.CopyTo(copy));
    session.Stop();
    await reading;
    copy.Position = 0;
    using var source = new EventPipeEventSource(copy);
    var (objects, holes, next) = (0L, 0, 0);
    source.Clr.GCBulkNode += block =>
    {
        holes += block.Index == next ? 0 : 1;
        next = block.Index + 1;
        objects += block.Count;
    };
    source.Process();
    Console.WriteLine($"{megabytes} MB: holes {holes}, all objects came {objects >= Objects}, half of them came {objects >= Objects / 2}, events lost {source.EventsLost > 0}");
}
GC.KeepAlive(list);
PROGRAM
dotnet build -c Release -o out -v q -nologo > build.txt || { cat build.txt; exit 1; }
dotnet out/Circle.dll > seen.txt
cat seen.txt
grep -qx "8 MB: holes 0, all objects came False, half of them came False, events lost True" seen.txt
grep -qx "256 MB: holes 0, all objects came True, half of them came True, events lost False" seen.txt
