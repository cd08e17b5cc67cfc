using System.Text.Json;
using SchemaSdk.Reliability.Tests.StateMachine.Seeded;

namespace SchemaSdk.Reliability.Tests.StateMachine.Play;

/// <summary>Runs jobs with the subject of the checks.</summary>
internal sealed class Caller(Subject subject, TimeProvider time, CancellationToken disposed)
{
    public Task<ModelResult<JsonElement>> RunAsync(CallModel model, RunOptions options, CancellationToken cancellationToken) =>
        subject.Run(() => model.RunAsync("a cat", options, cancellationToken), DelayAsync, cancellationToken);

    public async Task<ModelResult<JsonElement>> RunManyAsync(CallModel model, RunOptions options, CancellationToken cancellationToken)
    {
        ModelRun<string, JsonElement>? only = null;
        try
        {
            await foreach (var run in model.RunManyAsync(["a cat"], maxInFlight: 1, options, cancellationToken).ConfigureAwait(false))
            {
                only = run;
            }
        }
        catch (Exception stopped) when (only is not null && stopped is OperationCanceledException or ObjectDisposedException)
        {
            // The returned run says how the job ended, so this exception does not matter.
        }

        return only!.Result ?? throw only.Error!;
    }

    private async Task DelayAsync(TimeSpan delay, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(disposed, cancellationToken);
        await Task.Delay(delay, time, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
