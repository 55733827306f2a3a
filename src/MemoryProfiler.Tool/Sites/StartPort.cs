using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Sockets;
using MemoryProfiler.Tool.Programs.Starts;

namespace MemoryProfiler.Tool.Sites;

/// <summary>
/// Lets a .NET program wait at its start until its recording has begun, so that its first objects are in it. Every runtime that
/// comes is given back the variable that sent it here, and all but that program go on at once: nothing that the program starts
/// waits for anybody. Whatever becomes of the recording, the program goes on when this is disposed of.
/// </summary>
sealed class StartPort : IDisposable
{
    const string Variable = "DOTNET_DiagnosticPorts";
    const int Backlog = 16;

    // Of a socket's path, on macOS.
    const int MostCharacters = 103;

    static readonly TimeSpan _patience = TimeSpan.FromSeconds(5);

    readonly string _path;
    readonly string _users = Environment.GetEnvironmentVariable(Variable) ?? "";
    readonly Socket _listener;
    readonly CancellationTokenSource _ending = new();
    readonly TaskCompletionSource<int> _program = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly TaskCompletionSource _come = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly TaskCompletionSource _resumed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly ConcurrentDictionary<ulong, bool> _hasVariable = new();
    readonly ConcurrentBag<RuntimeConnection> _idle = [];

    StartPort(string path)
    {
        _path = path;
        _listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        _listener.Bind(new UnixDomainSocketEndPoint(path));
        _listener.Listen(Backlog);
        _ = ListenAsync();
    }

    /// <summary>
    /// Opens it for a program; null if that cannot wait. On Windows none can, and a shell or script must not: what it starts
    /// without .NET in between would find the variable when nobody is here any more.
    /// </summary>
    public static StartPort? Open(string program)
    {
        var path = Path.Combine(Path.GetTempPath(), $"mprof-{Environment.ProcessId}-{Guid.NewGuid():N}.sock");
        if (OperatingSystem.IsWindows() || !ProgramStart.IsOfNet(program) || path.Length > MostCharacters)
            return null;
        try
        {
            return new StartPort(path);
        }
        catch (Exception e) when (e is SocketException or UnauthorizedAccessException or IOException)
        {
            // The first objects are worth less than the recording.
            return null;
        }
    }

    /// <summary>Sends a program here that is about to be started, beside where its user sends it.</summary>
    public void Tell(ProcessStartInfo start) => start.Environment[Variable] = _users.Length > 0 ? $"{_path},suspend;{_users}" : $"{_path},suspend";

    /// <summary>Waits until the program's runtime has come.</summary>
    /// <param name="program">The program.</param>
    /// <returns>False if it does not come.</returns>
    public async Task<bool> WaitAsync(Process program)
    {
        _program.TrySetResult(program.Id);
        await Task.WhenAny(_come.Task, program.WaitForExitAsync(_ending.Token), Task.Delay(_patience));
        return _come.Task.IsCompleted;
    }

    /// <summary>Lets the program go on.</summary>
    public void Release() => _released.TrySetResult();

    public void Dispose()
    {
        Release();
        _program.TrySetResult(0);
        if (_come.Task.IsCompleted)
            _resumed.Task.Wait(_patience);
        _ending.Cancel();
        _listener.Dispose();
        foreach (var connection in _idle)
            connection.Dispose();
        File.Delete(_path);
    }

    async Task ListenAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await _listener.AcceptAsync(_ending.Token));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    async Task ServeAsync(Socket socket)
    {
        var isProgram = false;
        try
        {
            if (await RuntimeConnection.OfAsync(socket, _ending.Token) is not { } runtime)
            {
                socket.Dispose();
                return;
            }
            if (_hasVariable.TryAdd(runtime.ProcessId, true))
            {
                // It comes again at once, whether it knows the command or not.
                await runtime.SetVariableAsync(Variable, _users, _ending.Token);
                runtime.Dispose();
                return;
            }
            if (!_hasVariable.TryUpdate(runtime.ProcessId, false, true))
            {
                // It runs, and would come again and again.
                _idle.Add(runtime);
                return;
            }
            isProgram = runtime.ProcessId == (ulong)await _program.Task;
            if (isProgram)
            {
                _come.TrySetResult();
                await _released.Task;
            }
            await runtime.ResumeAsync(_ending.Token);
            runtime.Dispose();
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // It has ended meanwhile.
            socket.Dispose();
        }
        finally
        {
            if (isProgram)
                _resumed.TrySetResult();
        }
    }
}
