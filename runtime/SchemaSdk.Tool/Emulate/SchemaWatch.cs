using System.Threading.Channels;
using SchemaSdk.Emulation;
using SchemaSdk.Tool.CommandLine.Hosting;
using SchemaSdk.Tool.CommandLine.Reporting;

namespace SchemaSdk.Tool.Emulate;

/// <summary>Reloads the models of an emulator when a file of their folder changes.</summary>
/// <param name="host">The environment of the command.</param>
/// <param name="emulator">The emulator.</param>
/// <param name="folder">The full path of the folder of schemas.</param>
internal sealed class SchemaWatch(ToolHost host, ModelEmulator emulator, string folder)
{
    // An editor or git writes several files at once.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>Watches the folder until the command is stopped.</summary>
    internal async Task RunAsync(CancellationToken stop)
    {
        var changes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        using var watcher = new FileSystemWatcher(folder) { IncludeSubdirectories = true };
        watcher.Changed += (_, _) => changes.Writer.TryWrite(true);
        watcher.Created += (_, _) => changes.Writer.TryWrite(true);
        watcher.Deleted += (_, _) => changes.Writer.TryWrite(true);
        watcher.Renamed += (_, _) => changes.Writer.TryWrite(true);

        // So many files have changed that the system did not name them all.
        watcher.Error += (_, _) => changes.Writer.TryWrite(true);
        if (!await BeginAsync(watcher).ConfigureAwait(false))
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, host.Time, stop).ConfigureAwait(false);
        }

        await foreach (var _ in changes.Reader.ReadAllAsync(stop).ConfigureAwait(false))
        {
            await Task.Delay(Pause, host.Time, stop).ConfigureAwait(false);
            changes.Reader.TryRead(out var _);
            await host.Console.Error.WriteLineAsync(Reload()).ConfigureAwait(false);
        }
    }

    private async Task<bool> BeginAsync(FileSystemWatcher watcher)
    {
        try
        {
            watcher.EnableRaisingEvents = true;
            return true;
        }
        catch (IOException exception)
        {
            // Linux limits the number of watched folders. The emulator is useful without the watch.
            await host.Console.Error.WriteLineAsync($"Changed schemas will not be taken up: {HarmlessText.Line(exception.Message)}")
                .ConfigureAwait(false);
            return false;
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
            return $"The schemas changed but cannot be read, so the models are those from before: {HarmlessText.Line(exception.Message)}";
        }
    }
}
