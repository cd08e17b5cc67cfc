using System.Collections.Concurrent;

namespace SchemaSdk.Tests.Polling;

/// <summary>The token that ends one poll must not end the next one.</summary>
public sealed class PollTokenTests() : StageTest(new Stage())
{
    [Fact]
    public async Task A_timeout_that_fires_as_the_answer_arrives_does_not_end_the_next_request()
    {
        var time = new LateTime();
        Stage.Options.TimeProvider = time;
        Stage.Options.Polling.Interval = TimeSpan.FromMilliseconds(10);
        var hang = Hang.BeforeBody;
        Action[] late = [];
        Stage.Script.Status.Does(Steps.Status("in_queue").After(_ => late = [.. time.Limits]), hang.Step);

        var wait = Stage.Still.Attach(Steps.Id).WaitAsync();
        await hang.Reached;
        Array.ForEach(late, static limit => limit());
        await Task.Delay(50);
        hang.Answer(Steps.Status("cancelled"));

        await Soon.Throws<ModelCanceledException>(wait);
        Assert.NotEmpty(late);
        Assert.Equal(2, Stage.Script.Status.Count);
    }

    [Fact]
    public async Task A_callback_that_was_registered_for_one_request_is_not_called_for_the_next()
    {
        var (requests, called) = (0, 0);
        Stage.Options.TimeProvider = TimeProvider.System;
        Stage.Options.Polling.Interval = TimeSpan.FromMilliseconds(10);
        Stage.Options.ApiToken = null;
        Stage.Options.TokenProvider = cancellation =>
        {
            if (Interlocked.Increment(ref requests) == 1)
            {
                cancellation.Register(() => Interlocked.Increment(ref called));
            }

            return new("token");
        };
        var (hang, ended) = (Hang.BeforeBody, new TaskCompletionSource());
        Stage.Script.Status.Does(Steps.Status("in_queue"), (request, cancellation) =>
        {
            cancellation.Register(ended.SetResult);
            return hang.Step(request, cancellation);
        });

        var wait = Stage.Still.Attach(Steps.Id).WaitAsync(Stage.Stop.Token);
        await hang.Reached;
        await Stage.Stop.CancelAsync();
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
