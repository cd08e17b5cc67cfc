using System.Net.Http.Headers;
using SchemaSdk.Tool.CommandLine;
using SchemaSdk.Tool.CommandLine.Hosting;
using SchemaSdk.Tool.Emulate;

namespace SchemaSdk.Tool.Tests.Emulate;

/// <summary>Runs <c>schemasdk emulate</c> until the test stops it.</summary>
public abstract class EmulateTest : CommandTest
{
    private readonly Awaited _printed = new();
    private readonly CancellationTokenSource _stop = new();
    private Task<int>? _run;

    private protected StringWriter Told { get; } = new Shared();
    private protected HttpClient Http { get; } = new()
    {
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", "emulator-token") },
    };

    /// <summary>True if the command has printed the address of the emulator.</summary>
    private protected bool HasPrinted => _printed.Text.IsCompleted;

    public override void Dispose()
    {
        base.Dispose();
        Http.Dispose();
        _stop.Dispose();
        _printed.Dispose();
        Told.Dispose();
    }

    /// <summary>Starts the command on a free port, and returns what it prints about the emulator.</summary>
    private protected Task<string> StartAsync(params string[] args)
    {
        _run = RunAsync(_stop.Token, ["emulate", "--port", "0", .. args]);
        return _printed.Text.WaitAsync(TimeSpan.FromMinutes(1));
    }

    private protected async Task StopAsync()
    {
        await _stop.CancelAsync();
        Assert.Equal(130, await _run!);
    }

    private protected static string AddressIn(string printed) => $"{printed.Split("RUNCOMFY_MODEL_API_BASE=")[1].Split('\n')[0].Trim()}v1";

    private protected Task<int> RunAsync(CancellationToken stop, params string[] args)
    {
        var host = new ToolHost
        {
            Console = new ToolConsole(_printed, Told),
            Folder = Tool.Folder,
            Environment = static name => name == "NUGET_PACKAGES" ? "packages" : null,
        };
        return CommandRun.RunAsync(CommandRun.NewRoot("A test.", EmulateCommand.Build(host)), args, host, stop);
    }

    // The test reads the text while the command writes it.
    private sealed class Shared : StringWriter
    {
        private readonly Lock _lock = new();

        public override void Write(string? value)
        {
            lock (_lock)
            {
                base.Write(value);
            }
        }

        public override string ToString()
        {
            lock (_lock)
            {
                return base.ToString();
            }
        }
    }

    private sealed class Awaited : StringWriter
    {
        private readonly TaskCompletionSource<string> _text = new(TaskCreationOptions.RunContinuationsAsynchronously);

        internal Task<string> Text => _text.Task;

        public override Task FlushAsync(CancellationToken cancellationToken)
        {
            _text.TrySetResult(ToString());
            return Task.CompletedTask;
        }
    }
}
