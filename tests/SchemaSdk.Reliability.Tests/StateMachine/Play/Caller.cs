using System.Text.Json;

namespace SchemaSdk.Reliability.Tests.StateMachine.Play;

/// <summary>Calls the client. Each derived class adds a deliberate bug, which the test must find.</summary>
internal class Caller
{
    public virtual Task<ModelResult<JsonElement>> RunAsync(CallModel model, RunOptions options, CancellationToken cancellationToken) =>
        model.RunAsync("a cat", options, cancellationToken);

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
            // The enumeration has returned the run, which says how the job ended, so this exception does not matter.
        }

        return only!.Result ?? throw only.Error!;
    }

    public virtual Task<ModelJob<JsonElement>> SubmitAsync(CallModel model, RunOptions options, CancellationToken cancellationToken) =>
        model.SubmitAsync("a cat", options, cancellationToken);

    public virtual ModelJob<JsonElement> Attach(CallModel model, string requestId, RunOptions options) => model.Attach(requestId, options);
}
