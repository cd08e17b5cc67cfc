using System.Collections.Concurrent;

namespace SchemaSdk.Tests.Running;

/// <summary>A model without a client, whose runs end when the test ends them.</summary>
internal sealed class SlowModel : ModelEndpoint<string, string>, IDisposable
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource<ModelResult<string>>> _runs = new();
    private int _begun;

    public int Begun => _begun;

    /// <summary>Called after a cancelled run has ended, on the thread that cancels the run.</summary>
    public Action Canceling { get; init; } = static () => { };

    /// <summary>The error of a cancelled run; null for the usual one.</summary>
    public Exception? Stopped { get; init; }

    public override ModelInfo Info => StillInfo.Instance;

    public override Task<ModelResult<string>> RunAsync(
        string input, RunOptions? options = null, CancellationToken cancellationToken = default)
    {
        // The callbacks of a token run in reverse order, so WaitAsync ends the run before Canceling is called.
        cancellationToken.Register(Canceling);
        var run = EndedAsync(RunOf(input).Task.WaitAsync(cancellationToken));
        Interlocked.Increment(ref _begun);
        return run;
    }

    private async Task<ModelResult<string>> EndedAsync(Task<ModelResult<string>> run)
    {
        try
        {
            return await run;
        }
        catch (OperationCanceledException) when (Stopped is not null)
        {
            throw Stopped;
        }
    }

    public void End(string input) => RunOf(input).TrySetResult(new ModelResult<string>(input, ModelId, $"req-{input}"));

    public void Dispose()
    {
        foreach (var run in _runs.Values)
        {
            run.TrySetCanceled();
        }
    }

    protected internal override void WriteInput(Utf8JsonWriter writer, string input) => writer.WriteStringValue(input);

    protected internal override string ReadOutput(ref Utf8JsonReader reader) => reader.GetString()!;

    private TaskCompletionSource<ModelResult<string>> RunOf(string input) =>
        _runs.GetOrAdd(input, static _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
}
