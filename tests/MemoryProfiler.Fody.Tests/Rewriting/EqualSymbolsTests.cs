using MemoryProfiler.Fody.Tests.Support;

namespace MemoryProfiler.Fody.Tests.Rewriting;

/// <summary>What a debugger knows of woven code is what it knows of the compiler's, but for what each test says.</summary>
public class EqualSymbolsTests
{
    const string Hidden = "hidden";

    public static TheoryData<string> Subjects => [.. SymbolSubject.Names];

    [Theory]
    [MemberData(nameof(Subjects))]
    public void Every_instruction_of_the_compilers_is_shown_where_it_was(string subject)
    {
        Differences(subject, (twins, body) =>
        {
            var (plain, woven) = (twins.Plain.Points(body.Plain), twins.Woven.Points(body.Woven));
            return body.Instructions.Where(at => Shown(plain, at.Plain) != Shown(woven, at.Woven))
                .Select(at => $"IL_{at.Plain:x4} was in {Shown(plain, at.Plain)} and is in {Shown(woven, at.Woven)}");
        });
    }

    [Theory]
    [MemberData(nameof(Subjects))]
    public void No_point_is_lost_or_moved_and_those_that_are_added_are_hidden(string subject)
    {
        Differences(subject, (twins, body) =>
        {
            var left = new Queue<(int Offset, string Shown)>(twins.Plain.Points(body.Plain));
            var faults = new List<string>();
            foreach (var (offset, shown) in twins.Woven.Points(body.Woven))
            {
                if (left.TryPeek(out var next) && next == (body.Compiled(offset), shown))
                    left.Dequeue();
                else if (shown != Hidden || !body.IsAdded(offset))
                    faults.Add($"{shown} at IL_{offset:x4} is none of the compiler's");
            }
            return faults.Concat(left.Select(point => $"{point.Shown} at IL_{point.Offset:x4} is lost"));
        });
    }

    [Theory]
    [MemberData(nameof(Subjects))]
    public void A_method_begins_with_what_it_began_with_unless_its_first_line_is_passed_again(string subject)
    {
        Differences(subject, (twins, body) =>
        {
            var (plain, woven) = (twins.Plain.Points(body.Plain), twins.Woven.Points(body.Woven));
            var (was, shown) = (Shown(plain, 0), Shown(woven, 0));
            // The beginning runs once, the first line each time. Where the compiler has nothing the weaver's is hidden.
            var expected = body.IsWoven && (body.IsStartReachedAgain || was == "none") && plain.Count > 0 ? Hidden : was;
            return shown == expected ? [] : [$"begins in {shown}, began in {was}"];
        });
    }

    [Theory]
    [MemberData(nameof(Subjects))]
    public void Names_are_known_over_the_same_instructions_with_the_same_imports(string subject) =>
        Differences(subject, (twins, body) => Unequal(twins.Plain.Scopes(body.Plain, offset => offset), twins.Woven.Scopes(body.Woven, body.Compiled)));

    [Theory]
    [MemberData(nameof(Subjects))]
    public void Awaits_hoisted_names_and_what_else_compilers_write_of_a_method_lead_to_the_same_instructions(string subject) =>
        Differences(subject, (twins, body) => Unequal(twins.Plain.Custom(body.Plain, offset => offset), twins.Woven.Custom(body.Woven, body.Compiled)));

    [Theory]
    [MemberData(nameof(Subjects))]
    public void The_code_of_a_state_machine_belongs_to_the_same_method(string subject)
    {
        var names = SymbolSubject.Twins(subject).Bodies.ToDictionary(body => body.Plain, body => body.Woven);
        Differences(subject, (twins, body) =>
        {
            var (was, kickOff) = (twins.Plain.KickOff(body.Plain), twins.Woven.KickOff(body.Woven));
            return was.IsNil == kickOff.IsNil && (was.IsNil || names[was] == kickOff) ? [] : ["belongs to another method"];
        });
    }

    [Theory]
    [MemberData(nameof(Subjects))]
    public void Source_files_and_what_is_said_of_the_module_are_the_same(string subject)
    {
        var twins = SymbolSubject.Twins(subject);

        // Mono.Cecil, which writes the symbols in every build with Fody, leaves out files that no instruction comes from.
        twins.Woven.Documents(withCode: false).Except(twins.Plain.Documents(withCode: true)).ShouldBeEmpty();
        twins.Plain.Documents(withCode: true).Except(twins.Woven.Documents(withCode: false)).ShouldBeEmpty();
        twins.Woven.OfModule.ShouldBe(twins.Plain.OfModule);
    }

    [Theory]
    [InlineData("Constructs, Debug", 1_330)]
    [InlineData("Constructs, Release", 1_211)]
    [InlineData("Constructs, Debug, all methods", 3_008)]
    [InlineData("Constructs, Release, all methods", 2_765)]
    [InlineData("Marked types", 29)]
    [InlineData("Patterns", 13)]
    [InlineData("C#, Debug", 99)]
    [InlineData("C#, Release", 97)]
    [InlineData("Visual Basic, Debug", 36)]
    [InlineData("Visual Basic, Release", 34)]
    [InlineData("F#, Debug", 28)]
    [InlineData("F#, Release", 28)]
    public void A_subject_has_woven_bodies_to_compare(string subject, int bodies)
    {
        SymbolSubject.Twins(subject).Bodies.Count(body => body.IsWoven).ShouldBe(bodies);
    }

    static void Differences(string subject, Func<SymbolTwins, BodyTwins, IEnumerable<string>> of)
    {
        var twins = SymbolSubject.Twins(subject);
        twins.Bodies.SelectMany(body => of(twins, body).Select(difference => $"{body.Name}: {difference}")).ShouldBeEmpty();
    }

    static IEnumerable<string> Unequal(List<string> plain, List<string> woven) =>
        plain.SequenceEqual(woven) ? [] : [$"was\n{string.Join('\n', plain)}\nand is\n{string.Join('\n', woven)}"];

    static string Shown(List<(int Offset, string Shown)> points, int offset) => points.FindLast(point => point.Offset <= offset).Shown ?? "none";
}
