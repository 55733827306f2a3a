using MemoryProfiler.Diagnostics;
using Copy = System.Func<string, object?, object?>;

namespace MemoryProfiler.Copies;

/// <summary>
/// The other copies of this library in the process. A plug-in may bring one, whose types are others. What they ask one
/// another goes through delegates of types that all of them share, in a list that the process keeps. The list holds them
/// weakly, so that it keeps no load context. Safe from any thread.
/// </summary>
static class OtherCopies
{
    const string List = "MemoryProfiler.Copies";
    const string Left = "MemoryProfiler.Copies.Left";

    // Replaced as a whole: a question that comes in the middle of a user's line waits for nothing.
    static Dictionary<string, Func<object?, object?>> _answers = new(StringComparer.Ordinal);

    // All that keeps it: the list does not.
    static readonly Copy _mine = Answer;

    static List<WeakReference<Copy>> _all = [];
    static WeakReference<Copy>[] _others = [];

    // How many of the others were there before.
    static int _earlier;

    /// <summary>Whether there is another one.</summary>
    public static bool Any => Volatile.Read(ref _others).Length > 0;

    /// <summary>Held while figures go from one copy to another, so that none is counted twice or by nobody.</summary>
    public static object Gate => _all;

    /// <summary>The figures of copies that were unloaded, as <see cref="CopyQuestion.Figures"/> are; null if there are none. Under <see cref="Gate"/>.</summary>
    public static object? LeftFigures
    {
        get => AppContext.GetData(Left);
        set => AppContext.SetData(Left, value);
    }

    /// <summary>Makes this copy known to the others. Called once, at its start.</summary>
    public static void Join()
    {
        OnAsked(CopyQuestion.Changed, static _ => Look());
        // An object that all copies have: another copy may start at the same time.
        lock (string.Intern(List))
        {
            if (AppContext.GetData(List) is List<WeakReference<Copy>> all)
                _all = all;
            else
                AppContext.SetData(List, _all);
        }
        lock (_all)
        {
            _all.RemoveAll(static copy => !copy.TryGetTarget(out var living));
            _all.Add(new WeakReference<Copy>(_mine));
        }
        Look();
        Tell(CopyQuestion.Changed, null);
    }

    /// <summary>Says how a question of other copies is answered, on their thread. Called at the start of the library, by one thread.</summary>
    public static void OnAsked(string question, Func<object?, object?> answer) =>
        Volatile.Write(ref _answers, new(_answers, StringComparer.Ordinal) { [question] = answer });

    /// <summary>Asks the others; an answer that is null is none.</summary>
    /// <param name="question">One of <see cref="CopyQuestion"/>.</param>
    /// <param name="areEarlier">Whether those alone that were there before this one.</param>
    public static List<object> Ask(string question, bool areEarlier = false)
    {
        var answers = new List<object>();
        var others = Volatile.Read(ref _others);
        for (var i = 0; i < (areEarlier ? Math.Min(_earlier, others.Length) : others.Length); i++)
        {
            if (Ask(others[i], question, null) is { } answer)
                answers.Add(answer);
        }
        return answers;
    }

    /// <summary>Tells the others.</summary>
    public static void Tell(string question, object? argument)
    {
        foreach (var copy in Volatile.Read(ref _others))
            Ask(copy, question, argument);
    }

    static object? Ask(WeakReference<Copy> copy, string question, object? argument)
    {
        try
        {
            return copy.TryGetTarget(out var ask) ? ask(question, argument) : null;
        }
        catch (Exception e)
        {
            MemoryProfilerLog.Write($"Another copy of MemoryProfiler did not answer: {question}.", e);
            return null;
        }
    }

    // A question of a later version is none that is known here.
    static object? Answer(string question, object? argument) =>
        Volatile.Read(ref _answers).TryGetValue(question, out var answer) ? answer(argument) : null;

    static object? Look()
    {
        lock (_all)
        {
            var others = new List<WeakReference<Copy>>();
            foreach (var copy in _all)
            {
                if (!copy.TryGetTarget(out var living))
                    continue;
                if (living == _mine)
                    _earlier = others.Count;
                else
                    others.Add(copy);
            }
            Volatile.Write(ref _others, [.. others]);
        }
        return null;
    }
}
