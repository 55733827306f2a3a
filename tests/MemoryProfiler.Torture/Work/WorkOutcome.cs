using MemoryProfiler.Ledger;
using MemoryProfiler.Methods;

namespace MemoryProfiler.Torture.Work;

/// <summary>What one run of a piece of work gave.</summary>
/// <param name="Hash">Of all it put out.</param>
/// <param name="OutputLength">How much that is.</param>
/// <param name="WovenAssemblies">Woven assemblies that were loaded.</param>
/// <param name="MethodsCalled">Profiled methods that were called.</param>
/// <param name="LineVisits">Visits of their lines.</param>
/// <param name="NegativeFigures">Figures of the ledgers that are below zero: never right.</param>
/// <param name="OpenFrames">Activations open though nothing profiled runs.</param>
/// <param name="ImpossibleFigures">What no report may say: <see cref="ReportAudit"/>.</param>
/// <param name="Notes">Which those are.</param>
sealed record WorkOutcome(
    string Hash, long OutputLength, int WovenAssemblies, int MethodsCalled, long LineVisits, int NegativeFigures, int OpenFrames, int ImpossibleFigures, IReadOnlyList<string> Notes);
