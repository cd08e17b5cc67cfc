using System.Threading.Channels;
using SchemaSdk.Emulation;
using SchemaSdk.Tool.CommandLine.Hosting;
using SchemaSdk.Tool.CommandLine.Reporting;

namespace SchemaSdk.Tool.Emulate;

/// <summary>Reloads the models of an emulator when a file in their folder changes.</summary>
/// <param name="host">Gives access to the console, the clock, the network and the environment variables.</param>
/// <param name="emulator">The emulator.</param>
/// <param name="folder">The full path of the schema folder.</param>
internal sealed class SchemaWatch(ToolHost host, ModelEmulator emulator, string folder) : IDisposable
{
    // A reload waits this long after a change, because an editor or git often writes several files in quick succession.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly Channel<bool> _changes = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private readonly FileSystemWatcher _watcher = new(folder) { IncludeSubdirectories = true };

    internal async Task BeginAsync()
    {
        _watcher.Changed += (_, _) => _changes.Writer.TryWrite(true);
        _watcher.Created += (_, _) => _changes.Writer.TryWrite(true);
        _watcher.Deleted += (_, _) => _changes.Writer.TryWrite(true);
        _watcher.Renamed += (_, _) => _changes.Writer.TryWrite(true);

        // An error means that too many files have changed for the system to report them all.
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
                await host.Console.Error.WriteLineAsync(
                    "The folder of schemas was removed. The emulator keeps the models until the folder is back.").ConfigureAwait(false);
                while (!Directory.Exists(folder))
                {
                    await Task.Delay(Pause, host.Time, stop).ConfigureAwait(false);
                }
            }

            // Starts a new watch, because the old one ended if its folder was removed.
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
            // Linux limits the number of watched folders. The emulator is still useful even if it cannot reload.
            await host.Console.Error.WriteLineAsync(
                $"The emulator cannot watch the folder: {HarmlessText.Line(exception.Message)} To use changed schemas, "
                + "restart the emulator.")
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
            // If an editor is still writing the file, the next change triggers another attempt.
            return $"The schemas changed but cannot be read, so the previous models are kept: {HarmlessText.Line(exception.Message)}";
        }
    }
}
