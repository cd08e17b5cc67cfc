using System.Runtime.CompilerServices;
using System.Text.Json;

namespace SchemaSdk.Reliability.Tests.StateMachine.Seeded;

/// <summary>Waits for a job with a polling loop that obeys all rules except the one that its fault breaks.</summary>
internal sealed class HandPolledJob(
    ModelJob<JsonElement> inner,
    TimeSpan timeout,
    DateTimeOffset? end,
    LoopFault fault,
    TimeProvider time,
    CancellationToken disposed) : JobAround(inner)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Late = TimeSpan.FromSeconds(60);

    // Null until the first wait, unless the constructor sets it.
    private DateTimeOffset? _end = end;

    public override async Task<ModelResult<JsonElement>> WaitAsync(
        IProgress<JobStatus>? progress, CancellationToken cancellationToken = default)
    {
        var end = _end ??= time.GetUtcNow() + timeout;
        var left = end - time.GetUtcNow();
        using var late = new CancellationTokenSource(left > TimeSpan.Zero ? left : Late, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        using var rest = CancellationTokenSource.CreateLinkedTokenSource(
            disposed, late.Token, fault == LoopFault.DeafDelay ? CancellationToken.None : cancellationToken);
        using var any = CancellationTokenSource.CreateLinkedTokenSource(disposed, cancellationToken);
        JobStatus? last = null;
        bool IsLooping() => fault == LoopFault.OddLoops && last?.State == JobState.Unknown;
        try
        {
            while (true)
            {
                var isLast = time.GetUtcNow() >= end;
                last = await Inner.GetStatusAsync(IsLooping() ? cancellationToken : limit.Token).ConfigureAwait(false);
                progress?.Report(last);
                if (last.HasEnded)
                {
                    return await Inner.WaitAsync(progress, cancellationToken).ConfigureAwait(false);
                }

                if (!IsLooping() && isLast)
                {
                    throw TimedOut();
                }

                await Task.Delay(Interval, time, IsLooping() ? any.Token : rest.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested || disposed.IsCancellationRequested)
        {
            return await Inner.WaitAsync(progress, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested)
        {
            return left > TimeSpan.Zero ? await WaitAsync(progress, cancellationToken).ConfigureAwait(false) : throw TimedOut();
        }
    }

    // Waits for the end first, and then yields all statuses, because only WaitAsync obeys the deadline.
    public override async IAsyncEnumerable<JobStatus> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var seen = new Seen();
        try
        {
            await WaitAsync(seen, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is ModelFailedException or ModelCanceledException)
        {
            // The last status already says how the job ended.
        }

        foreach (var status in seen.All)
        {
            yield return status;
        }
    }

    private ModelTimeoutException TimedOut() => new("No result.") { ModelId = ModelId, RequestId = RequestId };

    private sealed class Seen : IProgress<JobStatus>
    {
        public List<JobStatus> All { get; } = [];

        public void Report(JobStatus value) => All.Add(value);
    }
}
