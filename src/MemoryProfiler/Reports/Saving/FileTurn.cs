using System.Security.Cryptography;
using System.Text;

namespace MemoryProfiler.Reports.Saving;

/// <summary>The right to read a file, change it and write it, which one thread of all processes of this user has at a time.</summary>
sealed class FileTurn : IDisposable
{
    readonly Mutex _mutex;

    FileTurn(Mutex mutex) => _mutex = mutex;

    /// <summary>Waits for it. To be disposed of on the same thread. Safe from any thread.</summary>
    /// <param name="path">The file.</param>
    /// <param name="patience">How long to wait.</param>
    /// <exception cref="IOException">Another process has had it for that long.</exception>
    public static FileTurn Wait(string path, TimeSpan patience)
    {
        var turn = new FileTurn(new Mutex(initiallyOwned: false, Name(path)));
        try
        {
            if (turn._mutex.WaitOne(patience))
                return turn;
        }
        catch (AbandonedMutexException)
        {
            // Who had it has ended midway. Files are replaced as a whole, so this one is as good as before.
            return turn;
        }
        turn._mutex.Dispose();
        throw new IOException($"\"{path}\" was not written, as another process has been writing it for {patience.TotalSeconds:0} s: end that one and run again.");
    }

    public void Dispose()
    {
        _mutex.ReleaseMutex();
        _mutex.Dispose();
    }

    // A name of a mutex holds no path.
    static string Name(string path) =>
        "MemoryProfiler-" + Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(Path.GetFullPath(path))))[..32];
}
