using System.Collections.Concurrent;

namespace SchemaSdk.Tests.Polling;

/// <summary>The token that ends one poll must not end the next one.</summary>
public class PollTokenTests
{
    [Fact]
    public async Task A_timeout_that_fires_as_the_answer_arrives_does_not_end_the_next_request()
    {
        using var stage = new Stage();
        var time = new LateTime();
        stage.Options.TimeProvider = time;
        stage.Options.Polling.Interval = TimeSpan.FromMilliseconds(10);
        var hang = Hang.BeforeBody;
        Action[] late = [];
        stage.Script.Status.Does(
            (request, cancellation) =>
            {
                late = [.. time.Limits];
                return Steps.Status("in_queue")(request, cancellation);
            },
            hang.Step);

        var wait = stage.Still.Attach(Steps.Id).WaitAsync();
        await hang.Reached;
        Array.ForEach(late, static limit => limit());
        await Task.Delay(50);
        hang.Answer(Steps.Status("cancelled"));

        await Soon.Throws<ModelCanceledException>(wait);
        Assert.NotEmpty(late);
        Assert.Equal(2, stage.Script.Status.Count);
    }

    [Fact]
    public async Task A_callback_that_was_registered_for_one_request_is_not_called_for_the_next()
    {
        using var stage = new Stage();
        using var stop = new CancellationTokenSource();
        var (requests, called) = (0, 0);
        stage.Options.TimeProvider = TimeProvider.System;
        stage.Options.Polling.Interval = TimeSpan.FromMilliseconds(10);
        stage.Options.ApiToken = null;
        stage.Options.TokenProvider = cancellation =>
        {
            if (Interlocked.Increment(ref requests) == 1)
            {
                cancellation.Register(() => Interlocked.Increment(ref called));
            }

            return new("token");
        };
        var (hang, ended) = (Hang.BeforeBody, new TaskCompletionSource());
        stage.Script.Status.Does(Steps.Status("in_queue"), (request, cancellation) =>
        {
            cancellation.Register(ended.SetResult);
            return hang.Step(request, cancellation);
        });

        var wait = stage.Still.Attach(Steps.Id).WaitAsync(stop.Token);
        await hang.Reached;
        await stop.CancelAsync();
        await Soon.Throws<ModelWaitCanceledException>(wait);
        await Soon.Async(ended.Task);
        await Task.Delay(50);

        Assert.Equal(0, called);
    }

    // Keeps the callback of each timeout, so that a test can still fire a timeout that was stopped.
    private sealed class LateTime : TimeProvider
    {
        public ConcurrentQueue<Action> Limits { get; } = new();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            if (state is CancellationTokenSource)
            {
                Limits.Enqueue(() => callback(state));
            }

            return base.CreateTimer(callback, state, dueTime, period);
        }
    }
}
