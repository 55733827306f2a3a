using System.Diagnostics;

namespace MemoryProfiler.Tool.Sites;

/// <summary>Records the allocation sites of a process, as a library does that is not in it.</summary>
/// <param name="Options">How.</param>
/// <param name="Duration">How long at most.</param>
sealed record SiteRecording(AllocationSitesOptions Options, TimeSpan Duration)
{
    /// <summary>Records a process that runs already, until the time is over, it is given up or the process ends.</summary>
    /// <exception cref="ToolException">The process is not there or cannot be asked, or was lost.</exception>
    public async Task<AllocationSnapshot> OfAsync(int id, CancellationToken ending)
    {
        using var process = Find(id) ?? throw new ToolException($"There is no process {id}: dotnet mprof ps lists those that can be watched.");
        return await RecordAsync(id, begun: null, ending);
    }

    /// <summary>Records a program that was just started, until the time is over or it ends.</summary>
    /// <param name="program">The program.</param>
    /// <param name="start">Where it waits for its recording to begin; null if it does not wait.</param>
    /// <exception cref="ToolException">It never opened a port, or was lost.</exception>
    public async Task<AllocationSnapshot> OfAsync(Process program, StartPort? start)
    {
        try
        {
            if (start is not null && await start.WaitAsync(program))
                return await RecordAsync(program.Id, start.Release, CancellationToken.None);
        }
        finally
        {
            start?.Release();
        }
        if (!await Task.Run(() => AllocationSites.WaitForPort(program.Id, () => !program.HasExited)))
            throw new ToolException("The program ended, and had opened no diagnostics port until then: it is no .NET program, it was too short, or DOTNET_EnableDiagnostics=0 closed the port. So nothing was recorded.");
        return await RecordAsync(program.Id, begun: null, CancellationToken.None);
    }

    async Task<AllocationSnapshot> RecordAsync(int id, Action? begun, CancellationToken ending)
    {
        try
        {
            return await Task.Run(() => AllocationSites.OfProcess(id, Options, Duration, begun, ending), CancellationToken.None);
        }
        catch (AllocationSitesException e)
        {
            throw new ToolException(e.Message, inner: e);
        }
    }

    static Process? Find(int id)
    {
        try
        {
            return Process.GetProcessById(id);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
