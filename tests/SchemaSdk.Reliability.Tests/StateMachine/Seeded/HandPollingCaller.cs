using System.Text.Json;
using SchemaSdk.Reliability.Tests.StateMachine.Play;

namespace SchemaSdk.Reliability.Tests.StateMachine.Seeded;

/// <summary>The fault in a loop of polls.</summary>
internal enum LoopFault
{
    None,

    /// <summary>Its delay knows nothing of the caller's token.</summary>
    DeafDelay,

    /// <summary>An unknown status is only ever asked for again, whatever the time.</summary>
    OddLoops,
}

/// <summary>Polls jobs in a loop of its own.</summary>
internal sealed class HandPollingCaller(LoopFault fault, TimeProvider time, CancellationToken disposed) : Caller
{
    public override ModelJob<JsonElement> Attach(CallModel model, string requestId, RunOptions options) =>
        Around(base.Attach(model, requestId, options), options, end: null);

    public override async Task<ModelJob<JsonElement>> SubmitAsync(CallModel model, RunOptions options, CancellationToken cancellationToken)
    {
        var job = await base.SubmitAsync(model, options, cancellationToken).ConfigureAwait(false);
        return Around(job, options, time.GetUtcNow() + TimeoutOf(options));
    }

    private static TimeSpan TimeoutOf(RunOptions options) => options.JobTimeout ?? World.JobTimeout;

    private HandPolledJob Around(ModelJob<JsonElement> job, RunOptions options, DateTimeOffset? end) =>
        new(job, TimeoutOf(options), end, fault, time, disposed);
}
