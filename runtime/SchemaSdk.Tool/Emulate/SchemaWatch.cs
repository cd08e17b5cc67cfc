using System.Threading.Channels;
using SchemaSdk.Emulation;
using SchemaSdk.Tool.CommandLine.Hosting;
using SchemaSdk.Tool.CommandLine.Reporting;

namespace SchemaSdk.Tool.Emulate;

/// <summary>Reloads the models of an emulator when a file of their folder changes.</summary>
/// <param name="host">The environment of the command.</param>
/// <param name="emulator">The emulator.</param>
/// <param name="folder">The full path of the folder of schemas.</param>
internal sealed class SchemaWatch(ToolHost host, ModelEmulator emulator, string folder) : IDisposable
{
    // The reload waits for this pause, because an editor or git often writes several files in quick succession.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly Channel<bool> _changes = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private readonly FileSystemWatcher _watcher = new(folder) { IncludeSubdirectories = true };

    /// <summary>Begins to collect changes.</summary>
    internal async Task BeginAsync()
    {
        _watcher.Changed += (_, _) => _changes.Writer.TryWrite(true);
        _watcher.Created += (_, _) => _changes.Writer.TryWrite(true);
        _watcher.Deleted += (_, _) => _changes.Writer.TryWrite(true);
        _watcher.Renamed += (_, _) => _changes.Writer.TryWrite(true);

        // This event is raised if so many files have changed that the system did not report them all.
        _watcher.Error += (_, _) => _changes.Writer.TryWrite(true);
        await StartAsync().ConfigureAwait(false);
    }

    /// <summary>Reloads the models after each change until the command is stopped.</summary>
    internal async Task RunAsync(CancellationToken stop)
    {
        await foreach (var _ in _changes.Reader.ReadAllAsync(stop).ConfigureAwait(false))
        {
            await Task.Delay(Pause, host.Time, stop).ConfigureAwait(false);
            _changes.Reader.TryRead(out var _);
            if (!Directory.Exists(folder))
            {
                await host.Console.Error.WriteLineAsync("The folder of schemas is gone. Its models stay until the folder is back.")
                    .ConfigureAwait(false);
                while (!Directory.Exists(folder))
                {
                    await Task.Delay(Pause, host.Time, stop).ConfigureAwait(false);
                }
            }

            // The system watches the folder itself and not its path, so a folder that was removed and created again needs a new watch.
            await StartAsync().ConfigureAwait(false);
            await host.Console.Error.WriteLineAsync(Reload()).ConfigureAwait(false);
        }
    }

    public void Dispose() => _watcher.Dispose();

    private async Task StartAsync()
    {
        try
        {
            _watcher.EnableRaisingEvents = false;
            _watcher.EnableRaisingEvents = true;
        }
        catch (IOException exception)
        {
            // Linux limits the number of watched folders. The emulator is useful without the watch.
            await host.Console.Error.WriteLineAsync($"Changed schemas will not be reloaded: {HarmlessText.Line(exception.Message)}")
                .ConfigureAwait(false);
        }
    }

    private string Reload()
    {
        try
        {
            emulator.Reload(folder);
            return "The schemas changed and were read again.";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // An editor may still be writing the file. The next change of the file triggers another attempt.
            return $"The schemas changed but cannot be read, so the previous models stay: {HarmlessText.Line(exception.Message)}";
        }
    }
}
