namespace MemoryProfiler.Tool.Programs.Building;

/// <summary>What of the words of <c>dotnet run</c> and <c>dotnet test</c> says how and what is built.</summary>
/// <param name="What">The project, solution or folder; null for that of the current folder.</param>
/// <param name="Words">What goes to <c>dotnet build</c> as it is.</param>
/// <param name="IsBuilt">The user says that it need not be built.</param>
/// <param name="Assemblies">Assemblies with tests that are given in a project's stead.</param>
sealed record BuildWords(string? What, IReadOnlyList<string> Words, bool IsBuilt, IReadOnlyList<string> Assemblies)
{
    static readonly string[] _buildValues =
        ["-c", "--configuration", "-f", "--framework", "-r", "--runtime", "-a", "--arch", "--os", "-v", "--verbosity", "--artifacts-path", "-o", "--output", "--property", "-p", "/p"];

    static readonly string[] _buildFlags =
        ["--no-restore", "--no-dependencies", "--force", "--sc", "--self-contained", "--no-self-contained", "--nologo", "--disable-build-servers", "--interactive", "--ucr", "--use-current-runtime"];

    static readonly string[] _otherValues =
    [
        "-s", "--settings", "--filter", "--test-adapter-path", "-l", "--logger", "-d", "--diag", "--results-directory", "--collect", "-e", "--environment", "--blame-crash-dump-type",
        "--blame-crash-collect-always", "--blame-hang-dump-type", "--blame-hang-timeout", "-lp", "--launch-profile", "--device", "--max-parallel-test-modules", "--root-directory",
        "--config-file", "--diagnostic-output-directory",
    ];

    static readonly string[] _propertyBeginnings = ["-p:", "/p:", "-property:", "/property:", "--property:", "-bl", "/bl"];
    static readonly string[] _projects = ["--project", "--solution", "--file"];
    static readonly char[] _joints = ['=', ':'];

    /// <summary>What is built is a program of one source file.</summary>
    public bool IsOneFile => What?.EndsWith(".cs", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>Reads them.</summary>
    /// <param name="words">The words after <c>run</c> or <c>test</c>.</param>
    /// <param name="isRun">It is <c>run</c>, where what is no option is the program's own, and options count among them until <c>--</c>.</param>
    public static BuildWords Read(IReadOnlyList<string> words, bool isRun)
    {
        var (what, build, isBuilt, hasOwn, assemblies) = ((string?)null, new List<string>(), false, false, new List<string>());
        for (var i = 0; i < words.Count && words[i] != "--"; i++)
        {
            var word = words[i];
            var isJoint = word.StartsWith('-') && word.IndexOfAny(_joints) > 0;
            var name = isJoint ? word[..word.IndexOfAny(_joints)] : word;
            var value = isJoint ? word[(name.Length + 1)..] : i + 1 < words.Count ? words[i + 1] : null;
            if (word == "--no-build")
                isBuilt = true;
            else if (word == "--test-modules")
                break;
            else if (_propertyBeginnings.Any(word.StartsWith) || _buildFlags.Contains(name))
                build.Add(word);
            else if (value is not null && (_projects.Contains(name) || (isRun && name == "-p" && !value.Contains('='))))
                (what, i) = (value, isJoint ? i : i + 1);
            else if (_buildValues.Contains(name))
            {
                build.AddRange(isJoint || value is null ? [word] : [word, value]);
                i = isJoint ? i : i + 1;
            }
            else if (_otherValues.Contains(name))
                i = isJoint ? i : i + 1;
            else if (isRun)
            {
                what ??= hasOwn || !IsSourceFile(word) || HasProject() ? null : word;
                hasOwn |= !word.StartsWith('-');
            }
            else if (Path.GetExtension(word) is ".dll" or ".exe")
                assemblies.Add(word);
            else if (IsProject(word))
                what = word;
        }
        return new BuildWords(what, build, isBuilt, assemblies);
    }

    static bool IsSourceFile(string word) => word.EndsWith(".cs", StringComparison.OrdinalIgnoreCase) && File.Exists(word);

    static bool HasProject() => Directory.EnumerateFiles(Environment.CurrentDirectory, "*.*proj").Any();

    static bool IsProject(string word) =>
        !word.StartsWith('-')
        && (Directory.Exists(word) || (File.Exists(word) && (word.EndsWith("proj", StringComparison.OrdinalIgnoreCase) || Path.GetExtension(word).StartsWith(".sln", StringComparison.OrdinalIgnoreCase))));
}
