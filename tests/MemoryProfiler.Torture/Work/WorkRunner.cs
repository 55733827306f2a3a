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
        var output = Load(request)();
        return LedgerAudit.Take(Convert.ToHexString(SHA256.HashData(output)), output.Length);
    }

    /// <summary>Loads what does it, which answers its output, as often as it is asked.</summary>
    public static Func<byte[]> Load(WorkRequest request)
    {
        var context = new WovenContext([.. request.Folders, AppContext.BaseDirectory]);
        if (request.Name == CompilerWork.Name)
            return () => CompilerWork.Run(context, request);
        // The work itself is loaded again, so that what it refers to is looked for in that context.
        var own = context.LoadFromAssemblyPath(typeof(WorkRunner).Assembly.Location);
        var work = own.GetType(typeof(LibraryWork).FullName!)!.GetMethod(nameof(LibraryWork.Run))!.CreateDelegate<Func<string, string>>();
        return () => Encoding.UTF8.GetBytes(work(request.Name));
    }
}
