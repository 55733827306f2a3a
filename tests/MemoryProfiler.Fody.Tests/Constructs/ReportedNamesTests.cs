using MemoryProfiler.Fody.Tests.Support;

namespace MemoryProfiler.Fody.Tests.Constructs;

public class ReportedNamesTests
{
    [Theory]
    [InlineData("Members.ExtensionConstructs.ExtensionBlock", "MemoryProfiler.Constructs.Members.ExtensionConstructs.extension(string text).Reversed()")]
    [InlineData("Members.ExtensionConstructs.ExtensionBlock", "MemoryProfiler.Constructs.Members.ExtensionConstructs.extension(string text).WordCount.get")]
    [InlineData("Members.ExtensionConstructs.ExtensionBlock", "MemoryProfiler.Constructs.Members.ExtensionConstructs.extension(string text).Blank(int length)")]
    [InlineData("Members.ExtensionConstructs.ExtensionBlock", "MemoryProfiler.Constructs.Members.ExtensionConstructs.extension<T>(IReadOnlyList<T> list).SecondOrDefault()")]
    [InlineData("Members.PropertyConstructs.InitSetter", "MemoryProfiler.Constructs.Members.PropertyConstructs.Label.Text.init")]
    [InlineData("Members.PropertyConstructs.Indexer", "MemoryProfiler.Constructs.Members.PropertyConstructs.Grid.this[int x, int y].set")]
    [InlineData("Members.PropertyConstructs.Events", "MemoryProfiler.Constructs.Members.PropertyConstructs.Bell.Rang.remove")]
    [InlineData("Members.ConstructorConstructs.Finalizer", "MemoryProfiler.Constructs.Members.ConstructorConstructs.Finalized.~Finalized()")]
    [InlineData("Members.ConstructorConstructs.StaticConstructor", "static MemoryProfiler.Constructs.Members.ConstructorConstructs.Prepared.Prepared()")]
    [InlineData("Members.InterfaceConstructs.ExplicitImplementation", "MemoryProfiler.Constructs.Members.InterfaceConstructs.Greeter.IGreeter.Name()")]
    [InlineData("Members.OperatorConstructs.CheckedOperator", "MemoryProfiler.Constructs.Members.OperatorConstructs.Money.operator checked *(OperatorConstructs.Money a, int factor)")]
    public void A_called_member_is_a_method_of_the_report(string construct, string fullName)
    {
        WovenConstructs.Of(Build.Debug).Run(construct);
        MemoryReport.Capture().Methods.Select(method => method.FullName).ShouldContain(fullName);
    }
}
