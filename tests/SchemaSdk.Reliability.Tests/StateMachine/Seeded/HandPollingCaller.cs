using System.Text.Json;
using SchemaSdk.Reliability.Tests.StateMachine.Play;

namespace SchemaSdk.Reliability.Tests.StateMachine.Seeded;

/// <summary>The faults that a polling loop written by hand can have.</summary>
internal enum LoopFault
{
    None,

    /// <summary>The delay ignores the caller's token.</summary>
    DeafDelay,

    /// <summary>A job with an unknown status is polled for ever, even after the timeout.</summary>
    OddLoops,
}

/// <summary>Polls jobs in its own loop.</summary>
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
