#!/usr/bin/env bash
# A program of one file that is edited and run again loses what a weaver does, without a word. At the first run MSBuild builds
# it, with the targets of its packages: the aspect runs. After an edit of the source `dotnet run app.cs` leaves MSBuild out
# and starts the compiler alone, with the arguments of the last build: its output replaces what was woven, and stays for later
# runs. `--no-cache` has it woven again. Any package that works on compiled assemblies meets this, and what tells the SDK not
# to is a property, FileBasedProgramCanSkipMSBuild, that a package has to know of.
# Seen with AspectInjector 2.7.3 and the .NET SDK 10.0.401, linux-x64.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > app.cs <<'PROGRAM'
#:package AspectInjector@2.7.3
#:property PublishAot=false
using AspectInjector.Broker;

Console.WriteLine("body " + new Work().Do());

[Aspect(Scope.Global)]
[Injection(typeof(Told))]
public sealed class Told : Attribute
{
    [Advice(Kind.Before, Targets = Target.Method)]
    public void Before([Argument(Source.Name)] string name) => Console.WriteLine("advice before " + name);
}

public sealed class Work
{
    [Told]
    public int Do() => 1;
}
PROGRAM
run() { # what, further arguments
  local what=$1
  shift
  dotnet run "$@" app.cs 2>&1 | sed "s/^/$what: /" | tee -a seen.txt
}
run first
run second
sed -i 's/Do() => 1;/Do() => 2;/' app.cs
run edited
run later
run without-cache --no-cache
diff seen.txt - <<'EXPECTED'
first: advice before Do
first: body 1
second: advice before Do
second: body 1
edited: body 2
later: body 2
without-cache: advice before Do
without-cache: body 2
EXPECTED
