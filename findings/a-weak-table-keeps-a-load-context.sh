#!/usr/bin/env bash
# A plug-in in a collectible AssemblyLoadContext has a ConditionalWeakTable in a static field, and puts an object of its own
# under a key that lives on, such as typeof(object). The context is never unloaded, although nobody but the plug-in has the
# table: the table's handles hold each value while its key is alive, whether the table is or not. The table's finalizer would
# free them, and the table is reachable from its own value: value, type, context, static field, table. With a value of a type
# of the runtime's (a string) under the same key, or with a key that goes, the context unloads.
# Seen on .NET 10.0.12, linux-x64.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/plug" "$folder/host"
project() { # output type
  cat <<PROJECT
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>$1</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <ImplicitUsings>enable</ImplicitUsings>
  </PropertyGroup>
</Project>
PROJECT
}
project Library > "$folder/plug/plug.csproj"
project Exe > "$folder/host/host.csproj"
cat > "$folder/plug/Plug.cs" <<'PROGRAM'
using System.Runtime.CompilerServices;
public static class Plug
{
    static readonly ConditionalWeakTable<object, object> _known = [];
    public static void OwnValue(object key) => _known.Add(key, new Box());
    public static void Text(object key) => _known.Add(key, "text");
    sealed class Box;
}
PROGRAM
cat > "$folder/host/Program.cs" <<'PROGRAM'
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
Console.WriteLine($"own value, key that lives on: {Alive("OwnValue", typeof(object))}");
Console.WriteLine($"text, key that lives on: {Alive("Text", typeof(object))}");
Console.WriteLine($"own value, key that goes: {Alive("OwnValue", null)}");

string Alive(string method, object? key)
{
    var context = Load(method, key);
    for (var i = 0; i < 20 && context.IsAlive; i++)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
    }
    return context.IsAlive ? "alive" : "unloaded";
}

[MethodImpl(MethodImplOptions.NoInlining)]
WeakReference Load(string method, object? key)
{
    var context = new AssemblyLoadContext("plug", isCollectible: true);
    context.LoadFromAssemblyPath(args[0]).GetType("Plug")!.GetMethod(method)!.Invoke(null, [key ?? new object()]);
    context.Unload();
    return new WeakReference(context);
}
PROGRAM
dotnet build "$folder/plug" --output "$folder/out/plug" > "$folder/plug.log" 2>&1 || { cat "$folder/plug.log"; exit 1; }
dotnet build "$folder/host" --output "$folder/out/host" > "$folder/host.log" 2>&1 || { cat "$folder/host.log"; exit 1; }
seen=$(dotnet "$folder/out/host/host.dll" "$folder/out/plug/plug.dll")
echo "$seen"
[ "$seen" = "own value, key that lives on: alive
text, key that lives on: unloaded
own value, key that goes: unloaded" ]
