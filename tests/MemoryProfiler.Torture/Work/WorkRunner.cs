using System.Security.Cryptography;
using System.Text;
using MemoryProfiler.Torture.Preparing;

namespace MemoryProfiler.Torture.Work;

/// <summary>Does a piece of work in a context of its own, whose libraries come from the folders it is told.</summary>
static class WorkRunner
{
    /// <summary>Does it, and then looks into the ledgers.</summary>
    public static WorkOutcome Run(WorkRequest request)
    {
        var context = new WovenContext([.. request.Folders, AppContext.BaseDirectory]);
        byte[] output;
        if (request.Name.StartsWith(CompilerWork.Name, StringComparison.Ordinal))
        {
            output = CompilerWork.Run(context, request);
        }
        else
        {
            // The work itself is loaded again, so that what it refers to is looked for in that context.
            var own = context.LoadFromAssemblyPath(typeof(WorkRunner).Assembly.Location);
            var work = own.GetType(typeof(LibraryWork).FullName!)!.GetMethod(nameof(LibraryWork.Run))!;
            output = Encoding.UTF8.GetBytes((string)work.Invoke(null, [request.Name])!);
        }
        return LedgerAudit.Take(Convert.ToHexString(SHA256.HashData(output)), output.Length);
    }
}
