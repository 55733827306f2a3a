using MemoryProfiler.Tool.Programs;

namespace MemoryProfiler.Tool.Tests.Programs;

public sealed class AssemblyListTests : IDisposable
{
    readonly ProgramFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Projects_are_own_code_and_all_else_in_the_list_is_a_package()
    {
        _folder.WithApp().WithAssembly("Shop", "3.0.0.0").WithAssembly("Newtonsoft.Json", "13.0.0.0").WithAssembly("ByFile").WithAssembly("Unlisted").With("Native.dll", "no assembly")
            .With("App.deps.json", Deps(
                ("App", "project", "App.dll", null),
                ("Shop", "project", "Shop.dll", null),
                ("Newtonsoft.Json", "package", "lib/net6.0/Newtonsoft.Json.dll", "13.0.0.0"),
                ("ByFile.Reference", "reference", "ByFile.dll", "1.0.0.0"),
                ("Native", "package", "lib/net6.0/Native.dll", "1.0.0.0"),
                ("Missing", "package", "lib/net6.0/Missing.dll", "1.0.0.0")));

        Program().MissingFiles.ShouldBe(["missing/1.0.0/lib/net6.0/Missing.dll"]);
        Listed().ShouldBe(["App Own App.dll 1.0.0.0", "Shop Own Shop.dll 3.0.0.0", "Newtonsoft.Json Package Newtonsoft.Json.dll 13.0.0.0", "ByFile Package ByFile.dll 1.0.0.0"]);
    }

    [Fact]
    public void Of_an_assembly_that_a_framework_has_too_the_later_one_counts_and_of_equal_ones_the_framework_s()
    {
        var ofConsole = System.Diagnostics.FileVersionInfo.GetVersionInfo(typeof(Console).Assembly.Location).FileVersion;
        _folder.WithApp().WithAssembly("System.Linq", "99.0.0.0").WithAssembly("System.Text.Json", "9.0.0.0").WithAssembly("System.Private.CoreLib", "10.0.0.0").WithAssembly("System.Console", "10.0.0.0")
            .With("App.deps.json", Deps(
                ("App", "project", "App.dll", null),
                ("System.Linq", "package", "lib/net10.0/System.Linq.dll", "99.0.0.0"),
                ("System.Text.Json", "package", "lib/net10.0/System.Text.Json.dll", "9.0.0.0"),
                ("System.Console", "package", "lib/net10.0/System.Console.dll", $"10.0.0.0\", \"fileVersion\": \"{ofConsole}"),
                ("runtimepack.Microsoft.NETCore.App.Runtime.linux-x64", "runtimepack", "System.Private.CoreLib.dll", "10.0.0.0\", \"fileVersion\": \"99.0.0.0")));

        Listed().ShouldBe(["App Own App.dll 1.0.0.0", "System.Linq Package System.Linq.dll 99.0.0.0", "System.Private.CoreLib Framework System.Private.CoreLib.dll 10.0.0.0"]);
        Program().Assemblies.Single(assembly => assembly.Name == "System.Console").Path.ShouldBe(typeof(Console).Assembly.Location);
        Program().Assemblies.Single(assembly => assembly.Name == "System.Text.Json").Version.ShouldBe(new(10, 0, 0, 0));
    }

    [Fact]
    public void A_package_that_is_not_beside_the_program_is_in_a_folder_of_packages()
    {
        _folder.WithApp().WithAssembly("Lib", file: "packages/lib/2.0.0/lib/net8.0/Lib.dll")
            .With("App.runtimeconfig.dev.json", $$"""{"runtimeOptions": {"additionalProbingPaths": ["{{_folder["packages"].Replace("\\", "\\\\")}}"] } }""")
            .With("App.deps.json", Deps(("App", "project", "App.dll", null), ("Lib/2.0.0", "package", "lib/net8.0/Lib.dll", "1.0.0.0")));

        Listed().ShouldBe(["App Own App.dll 1.0.0.0", "Lib Package packages/lib/2.0.0/lib/net8.0/Lib.dll 1.0.0.0"]);
    }

    [Fact]
    public void A_package_that_differs_by_platform_is_that_of_this_one()
    {
        var platform = System.Runtime.InteropServices.RuntimeInformation.RuntimeIdentifier;
        _folder.WithApp().WithAssembly("Lib", "1.0.0.0").WithAssembly("Lib", "1.0.0.0", $"runtimes/{platform}/lib/net8.0/Lib.dll")
            .With("App.deps.json", $$$"""
                {"runtimeTarget": {"name": ".NETCoreApp,Version=v10.0"}, "targets": {".NETCoreApp,Version=v10.0": {"Lib/1.0.0": {
                  "runtime": {"lib/net8.0/Lib.dll": {"assemblyVersion": "1.0.0.0"}},
                  "runtimeTargets": {"runtimes/{{{platform}}}/lib/net8.0/Lib.dll": {"rid": "{{{platform}}}", "assetType": "runtime", "assemblyVersion": "1.0.0.0"},
                    "runtimes/none/lib/net8.0/Lib.dll": {"rid": "none", "assetType": "runtime"}}
                } } }, "libraries": {"Lib/1.0.0": {"type": "package", "serviceable": false, "sha512": ""} } }
                """);

        Listed().ShouldContain($"Lib Package runtimes/{platform}/lib/net8.0/Lib.dll 1.0.0.0");
    }

    [Fact]
    public void A_list_may_say_where_in_the_folder_a_file_is()
    {
        _folder.WithApp().WithAssembly("Lib", file: "sub/Lib.dll")
            .With("App.deps.json", Deps(("App", "project", "App.dll", null), ("Lib", "package", "lib/net8.0/Lib.dll", "1.0.0.0\", \"localPath\": \"sub/Lib.dll")));

        Listed().ShouldBe(["App Own App.dll 1.0.0.0", "Lib Package sub/Lib.dll 1.0.0.0"]);
    }

    [Fact]
    public void Native_files_and_translations_that_are_not_there_are_told_as_a_store_would_have_them()
    {
        var platform = System.Runtime.InteropServices.RuntimeInformation.RuntimeIdentifier;
        _folder.WithApp().With("de/Lib.resources.dll", "")
            .With("App.deps.json", $$$"""
                {"runtimeTarget": {"name": ".NETCoreApp,Version=v10.0"}, "targets": {".NETCoreApp,Version=v10.0": {"Lib/1.0.0": {
                  "runtimeTargets": {"runtimes/{{{platform}}}/native/lib.so": {"rid": "{{{platform}}}", "assetType": "native"}, "runtimes/none/native/lib.so": {"rid": "none", "assetType": "native"}},
                  "resources": {"lib/net8.0/de/Lib.resources.dll": {"locale": "de"}, "lib/net8.0/fr/Lib.resources.dll": {"locale": "fr"}}
                } } }, "libraries": {"Lib/1.0.0": {"type": "package", "serviceable": false, "sha512": "", "path": "lib/1.0.0"} } }
                """);

        Program().MissingFiles.ShouldBe([$"lib/1.0.0/runtimes/{platform}/native/lib.so", "lib/1.0.0/lib/net8.0/fr/Lib.resources.dll"]);
    }

    [Fact]
    public void The_assemblies_of_every_framework_are_there()
    {
        _folder.WithApp(framework: "Microsoft.AspNetCore.App");

        var program = Program();

        program.Frameworks.Select(framework => framework.Name).ShouldBe(["Microsoft.AspNetCore.App", "Microsoft.NETCore.App"]);
        foreach (var (name, framework) in new[] { ("Microsoft.AspNetCore.Routing", 0), ("System.Linq", 1) })
            program.Assemblies.Single(assembly => assembly.Name == name).Path.ShouldBe(Path.Combine(program.Frameworks[framework].Folder, $"{name}.dll"));
    }

    ProgramToProfile Program() => ProgramToProfile.Of(["dotnet", _folder["App.dll"]], _folder.Path);

    // Those in the program's folder.
    string[] Listed() =>
    [
        .. Program().Assemblies.Where(assembly => assembly.Path.StartsWith(_folder.Path, StringComparison.Ordinal))
            .Select(assembly => $"{assembly.Name} {assembly.Origin} {Path.GetRelativePath(_folder.Path, assembly.Path).Replace('\\', '/')} {assembly.Version}"),
    ];

    static string Deps(params (string Name, string Type, string File, string? Version)[] libraries)
    {
        var named = libraries.Select(library => library with { Name = library.Name.Contains('/') ? library.Name : $"{library.Name}/1.0.0" }).ToList();
        var files = named.Select(library => $$"""  "{{library.Name}}": {"runtime": {"{{library.File}}": { {{(library.Version is null ? "" : $"\"assemblyVersion\": \"{library.Version}\"")}} } } }""");
        var types = named.Select(library => $$"""  "{{library.Name}}": {"type": "{{library.Type}}", "serviceable": false, "sha512": ""}""");
        return $$"""
            {"runtimeTarget": {"name": ".NETCoreApp,Version=v10.0", "signature": ""}, "targets": {".NETCoreApp,Version=v10.0": {
            {{string.Join(",\n", files)}} } }, "libraries": {
            {{string.Join(",\n", types)}} } }
            """;
    }
}
