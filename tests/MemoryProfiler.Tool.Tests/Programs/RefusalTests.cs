using MemoryProfiler.Tool.Programs;

namespace MemoryProfiler.Tool.Tests.Programs;

/// <summary>What cannot be profiled is refused in one sentence, before anything is started.</summary>
public sealed class RefusalTests : IDisposable
{
    readonly ProgramFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void No_program() => Of("").ShouldBe((127, "The program has no name."));

    [Theory]
    [InlineData("no-such-program-anywhere")]
    [InlineData("./nowhere/app")]
    public void No_such_program(string name) => Of(name).ShouldBe((127, $"There is no program \"{name}\"."));

    [Fact]
    public void No_such_assembly() => Of("dotnet", _folder["App.dll"]).ShouldBe((127, $"There is no program \"{_folder["App.dll"]}\"."));

    [Fact]
    public void A_folder()
    {
        Of(_folder.Path).ShouldBe((126, $"\"{_folder.Path}\" cannot be executed: it is a folder."));
        Directory.CreateDirectory(_folder["a.dll"]);
        Of("dotnet", _folder["a.dll"]).ShouldBe((126, $"\"{_folder["a.dll"]}\" cannot be executed: it is a folder."));
    }

    [Fact]
    public void An_assembly_without_dotnet_before_it()
    {
        _folder.WithApp();

        Of(_folder["App.dll"]).ShouldBe((126, $"\"{_folder["App.dll"]}\" cannot be executed: it has no execute permission; write dotnet {_folder["App.dll"]}."));
        _folder.WithExecutable("App.dll", File.ReadAllBytes(_folder["App.dll"]));
        Of(_folder["App.dll"]).ShouldBe((1, $"\"{_folder["App.dll"]}\" is an assembly that starts no runtime of .NET 8 or later: write dotnet {_folder["App.dll"]}."));
    }

    [Theory]
    [InlineData]
    [InlineData("--info")]
    [InlineData("exec")]
    [InlineData("--roll-forward", "Major")]
    public void Words_of_dotnet_that_start_nothing(params string[] words) =>
        Of(["dotnet", .. words]).ShouldBe((2, $"\"{string.Join(' ', ["dotnet", .. words])}\" starts no program: write dotnet app.dll."));

    [Fact]
    public void A_library()
    {
        _folder.WithAssembly("Lib");

        Of("dotnet", _folder["Lib.dll"]).ShouldBe((1,
            $"\"{_folder["Lib.dll"]}\" is no program that dotnet can start, as there is no \"{_folder["Lib.runtimeconfig.json"]}\": give the program's own dll, beside which its build leaves such a file."));
    }

    [Fact]
    public void No_assembly()
    {
        _folder.With("App.dll", "text");

        Of("dotnet", _folder["App.dll"]).ShouldBe((1, $"\"{_folder["App.dll"]}\" is no managed assembly: give the program's own dll."));
    }

    [Fact]
    public void A_script()
    {
        _folder.WithExecutable("start", "#!/bin/sh\ndotnet App.dll\n"u8);

        Of(_folder["start"]).ShouldBe((1, $"\"{_folder["start"]}\" is a script: give the .NET program that it starts."));
    }

    [Fact]
    public void A_native_executable()
    {
        _folder.WithExecutable("native", "\u007fELF...."u8);

        Of(_folder["native"]).ShouldBe((1, $"\"{_folder["native"]}\" is no .NET program: give the .NET program that it starts, such as dotnet app.dll."));
    }

    [Fact]
    public void A_program_compiled_to_native_code()
    {
        _folder.WithExecutable("native", "\u007fELF....\0__managedcode\0"u8);

        Of(_folder["native"]).ShouldBe((1,
            $"\"{_folder["native"]}\" was compiled to native code (PublishAot), which cannot be profiled by line: publish it without PublishAot, or give the dll that the build leaves: dotnet app.dll."));
    }

    [Fact]
    public void Mono()
    {
        _folder.WithExecutable("mono", "\u007fELF...."u8);

        Of(_folder["mono"], "app.exe").ShouldBe((1, $"\"{_folder["mono"]}\" is Mono, which has no .NET 8: build the program for .NET 8 or later, and start it with dotnet app.dll."));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_program_of_NET_Framework(bool byDotnet)
    {
        _folder.WithAssembly("App", file: "Made.dll", target: ".NETFramework,Version=v4.8").WithExecutable("App.exe", File.ReadAllBytes(_folder["Made.dll"]));

        Of([.. byDotnet ? (string[])["dotnet"] : [], _folder["App.exe"]]).ShouldBe((1,
            $"\"{_folder["App.exe"]}\" is built for .NETFramework,Version=v4.8, and only .NET 8 and later can be profiled: build it for .NET 8 or later."));
    }

    [Fact]
    public void A_single_file()
    {
        _folder.WithExecutable("App", "App.dll");
        var content = File.ReadAllBytes(_folder["App"]);
        content[content.AsSpan().IndexOf(Convert.FromHexString("8b1202b96a612038727b930214d7a03213f5b9e6efae3318ee3b2dce24b36aae")) - 8] = 1;
        _folder.WithExecutable("App", content);

        Of(_folder["App"]).ShouldBe((1,
            $"\"{_folder["App"]}\" is a single file that holds its assemblies, which cannot be replaced in there: publish it without PublishSingleFile, or give the dll that the build leaves: dotnet app.dll."));
    }

    [Fact]
    public void An_executable_without_its_assembly()
    {
        _folder.WithExecutable("App", "App.dll");

        Of(_folder["App"]).ShouldBe((1, $"The assembly that \"{_folder["App"]}\" starts is not beside it: build the program again, or give its dll: dotnet app.dll."));
    }

    [Fact]
    public void A_runtime_that_is_not_installed()
    {
        _folder.WithApp("77.0.0");

        Of("dotnet", _folder["App.dll"]).ShouldBe((1,
            $"\"{_folder["App.dll"]}\" needs Microsoft.NETCore.App 77.0.0, which is not installed in \"{DotnetHost.Root}\"; there is {Installed}. Install it, or allow another version by DOTNET_ROLL_FORWARD=Major."));
    }

    [Fact]
    public void A_framework_that_is_not_installed()
    {
        _folder.WithApp(framework: "Microsoft.WindowsDesktop.Nowhere");

        Of("dotnet", _folder["App.dll"]).Sentence.ShouldBe(
            $"\"{_folder["App.dll"]}\" needs Microsoft.WindowsDesktop.Nowhere 10.0.0, which is not installed in \"{DotnetHost.Root}\"; there is no version of it. Install it, or allow another version by DOTNET_ROLL_FORWARD=Major.");
    }

    [Fact]
    public void A_runtime_older_than_the_profiler_s_library()
    {
        // Made up, as no such runtime need be here: an installation is its folders.
        _folder.WithApp("6.0.0").With("dotnet/host/fxr/6.0.1/x", "").With("dotnet/shared/Microsoft.NETCore.App/6.0.1/Microsoft.NETCore.App.deps.json", "{}").WithExecutable("dotnet/dotnet", "#!"u8);

        Of(_folder["dotnet/dotnet"], _folder["App.dll"]).ShouldBe((1,
            $"\"{_folder["App.dll"]}\" would run on .NET 6.0.1, and only .NET 8 and later can be profiled: build it for a later .NET, or start it with DOTNET_ROLL_FORWARD=Major."));
    }

    [Fact]
    public void Settings_that_cannot_be_read()
    {
        _folder.WithAssembly("App").With("App.runtimeconfig.json", "{");

        Of("dotnet", _folder["App.dll"]).Sentence.ShouldStartWith($"\"{_folder["App.runtimeconfig.json"]}\" cannot be read as the program's settings: ");
    }

    [Fact]
    public void A_list_of_dependencies_that_cannot_be_read()
    {
        _folder.WithApp().With("App.deps.json", "{");

        Of("dotnet", _folder["App.dll"]).Sentence.ShouldStartWith($"\"{_folder["App.deps.json"]}\" cannot be read as a list of what the program depends on: ");
    }

    [Fact]
    public void A_program_that_brings_another_version_of_the_runtime_along_than_is_installed()
    {
        _folder.WithAssembly("App").With("App.runtimeconfig.json", """{"runtimeOptions": {"includedFrameworks": [{"name": "Microsoft.NETCore.App", "version": "10.0.0"}]}}""");

        Of("dotnet", _folder["App.dll"]).ShouldBe((1,
            $"\"{_folder["App.dll"]}\" brings its own Microsoft.NETCore.App 10.0.0 along, and to be profiled it needs the same version installed in \"{DotnetHost.Root}\"; there is {Installed}. Install it, or publish it with --self-contained false."));
    }

    [Fact]
    public void A_trimmed_program()
    {
        _folder.WithAssembly("App").WithAssembly("System.Private.CoreLib")
            .With("App.runtimeconfig.json", """{"runtimeOptions": {"includedFrameworks": [{"name": "Microsoft.NETCore.App", "version": "10.0.0"}]}}""").WithExecutable("App", "App.dll");

        Of(_folder["App"]).ShouldBe((1,
            $"\"{_folder["App.dll"]}\" is trimmed: its runtime no longer has what counts bytes. Publish it without PublishTrimmed, or give the dll that the build leaves: dotnet App.dll."));
    }

    [Theory]
    [InlineData("watch", "\"dotnet watch\" starts a program again and again: give the program itself, such as dotnet run.")]
    [InlineData("dnx", "\"dotnet dnx\" starts a tool that is not installed: install it by dotnet tool install, and give its command.")]
    public void Commands_that_start_what_is_not_known_yet(string verb, string sentence) => Of("dotnet", verb, "x").ShouldBe((1, sentence));

    static string Installed => string.Join(", ", new DirectoryInfo(Path.Combine(DotnetHost.Root, "shared", "Microsoft.NETCore.App")).GetDirectories().Select(folder => folder.Name).Order(StringComparer.Ordinal));

    (int Code, string Sentence) Of(params string[] words)
    {
        var refused = Should.Throw<ToolException>(() => ProgramToProfile.Of(words, _folder.Path));
        return (refused.ExitCode, refused.Message);
    }
}
