using SchemaSdk.Pipeline.Quotas;

namespace SchemaSdk.Tests.Quotas;

/// <summary>Tests when RunManyAsync sends each of its inputs, depending on the answers to earlier inputs.</summary>
public sealed class QuotaQueueTests : IDisposable
{
    private readonly Stage _stage = new(skipsDelays: false);
    private readonly QuotaQueue _queue;

    public QuotaQueueTests() => _queue = _stage.Client.Calls.Quota.Open();

    public void Dispose()
    {
        _queue.Dispose();
        _stage.Dispose();
    }

    [Fact]
    public void After_a_refusal_each_job_that_ends_releases_the_next_input()
    {
        var inputs = Enter(_queue, 6);
        Accept(inputs[..2]);
        Refuse(inputs[2..]);
        Assert.All(inputs[2..], input => Assert.False(input.IsSent));

        inputs[1].End();
        Assert.Equal([true, false, false, false], inputs[2..].Select(input => input.IsSent));
        inputs[2].Accept();
        inputs[0].End();

        Assert.Equal([false, true, false, false], inputs[2..].Select(input => input.IsSent));
    }

    [Fact]
    public void A_new_input_queues_behind_those_that_were_held_back()
    {
        var inputs = Enter(_queue, 2);
        inputs[0].Accept();
        inputs[1].Refuse();
        var last = new Sent(_queue);

        inputs[0].End();

        Assert.Equal((true, false), (inputs[1].IsSent, last.IsSent));
    }

    [Fact]
    public void A_service_that_stays_full_is_tried_about_twice_a_minute()
    {
        var inputs = Enter(_queue, 16);
        Refuse(inputs);
        var attempts = 0;

        for (var second = 0; second < 29 * 60; second++)
        {
            _stage.Time.Advance(TimeSpan.FromSeconds(1));
            foreach (var input in inputs.Where(input => input.IsSent))
            {
                attempts++;
                input.Refuse();
            }
        }

        Assert.InRange(attempts, 25, 90);
    }

    [Theory]
    [InlineData(5, 5)]
    [InlineData(1, 3)]
    public void The_longest_Retry_After_is_respected_while_no_job_ends(int first, int longest)
    {
        var inputs = Enter(_queue, 2);
        inputs[0].Refuse(TimeSpan.FromMinutes(first));
        inputs[1].Refuse(TimeSpan.FromMinutes(longest));

        _stage.Time.Advance(TimeSpan.FromMinutes(longest) - TimeSpan.FromMilliseconds(1));
        Assert.All(inputs, input => Assert.False(input.IsSent));
        _stage.Time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Single(inputs, input => input.IsSent);
    }

    [Fact]
    public void When_the_service_accepts_again_the_others_follow_within_seconds()
    {
        var inputs = Enter(_queue, 10);
        Refuse(inputs);
        for (var sent = 0; sent < 10; sent++)
        {
            _stage.Time.Advance(sent == 0 ? TimeSpan.FromMinutes(1) : TimeSpan.FromSeconds(0.5));
            Assert.Single(inputs, input => input.IsSent).Accept();
        }
    }

    [Fact]
    public void Simultaneous_refusals_count_as_one()
    {
        Refuse(Enter(_queue, 200));

        // This is the delay after a single refusal.
        Assert.InRange(_stage.Time.Delays[^1], TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(0.5));
    }

    [Fact]
    public void Refusals_of_inputs_that_follow_jobs_that_ended_do_not_delay_the_next_attempt()
    {
        var inputs = Enter(_queue, 20);
        Accept(inputs[..8]);
        Refuse(inputs[8..]);
        foreach (var ended in inputs[..8])
        {
            ended.End();
            Assert.Single(inputs, static input => input.IsSent).Refuse();
        }

        _stage.Time.Advance(TimeSpan.FromSeconds(0.5));

        Assert.Single(inputs, static input => input.IsSent);
    }

    [Fact]
    public void A_short_budget_ends_with_a_last_attempt()
    {
        using var stage = new Stage(skipsDelays: false);
        stage.Options.Retry.QuotaBudget = TimeSpan.FromSeconds(5);
        using var queue = stage.Client.Calls.Quota.Open();
        var inputs = Enter(queue, 2);
        inputs[0].Accept();
        inputs[1].Refuse();
        for (var second = 0; second < 4; second++)
        {
            stage.Time.Advance(TimeSpan.FromSeconds(1));
            Array.FindAll(inputs, static input => input.IsSent).ToList().ForEach(static input => input.Refuse());
        }

        stage.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.True(inputs[1].IsSent);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void No_input_is_given_up_before_the_answer_to_the_last_probe(bool isAccepted)
    {
        var inputs = Enter(_queue, 2);
        Refuse(inputs, TimeSpan.FromMinutes(29));

        _stage.Time.Advance(TimeSpan.FromMinutes(31));
        var probe = Assert.Single(inputs, static input => input.IsSent);
        var other = Assert.Single(inputs, static input => input.Turn is null);
        (isAccepted ? (Action)probe.Accept : () => probe.Refuse())();

        Assert.Equal(isAccepted ? null : false, other.Turn);
    }

    [Fact]
    public void An_acceptance_restarts_the_budget_of_the_others()
    {
        var inputs = Enter(_queue, 3);
        inputs[0].Accept();
        Refuse(inputs[1..], TimeSpan.FromMinutes(100));
        _stage.Time.Advance(TimeSpan.FromMinutes(29));
        inputs[0].End();
        inputs[1].Accept();

        _stage.Time.Advance(TimeSpan.FromMinutes(29));
        Assert.Null(inputs[2].Turn);
        _stage.Time.Advance(TimeSpan.FromMinutes(1));

        Assert.False(inputs[2].Turn);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(5)]
    public void A_wait_that_the_service_asked_for_before_its_last_acceptance_delays_no_probe_of_an_idle_service(int? seconds)
    {
        var inputs = Enter(_queue, 3);
        inputs[0].Accept();
        Refuse(inputs[1..], TimeSpan.FromMinutes(100));
        _stage.Time.Advance(TimeSpan.FromMinutes(1));
        inputs[0].End();
        inputs[1].Accept();
        inputs[1].End();
        inputs[2].Refuse(seconds is { } wait ? TimeSpan.FromSeconds(wait) : null);
        Assert.Null(inputs[2].Turn);
        _stage.Time.Advance(TimeSpan.FromSeconds(5));

        Assert.True(inputs[2].IsSent);
    }

    [Fact]
    public void An_attempt_that_sent_nothing_does_not_restart_the_budget()
    {
        var input = Assert.Single(Enter(_queue, 1));
        input.Refuse();
        _stage.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.True(input.IsSent);
        _stage.Time.Advance(TimeSpan.FromMinutes(29));

        input.Fail();

        Assert.False(input.Turn);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_input_that_is_canceled_or_ends_without_acceptance_gives_its_turn_to_the_next(bool isCanceled)
    {
        var inputs = Enter(_queue, 3);
        inputs[0].Accept();
        Refuse(inputs[1..]);
        await (isCanceled ? inputs[1].CancelAsync() : Task.CompletedTask);
        inputs[0].End();
        if (!isCanceled)
        {
            inputs[1].End();
        }

        Assert.True(inputs[2].IsSent);
    }

    [Fact]
    public async Task An_answer_after_the_end_of_the_run_is_ignored()
    {
        var inputs = Enter(_queue, 3);
        inputs[0].End();
        inputs[1].End();

        inputs[0].AcceptLate();
        Assert.False(await Soon.Async(inputs[1].RefuseLateAsync()));

        Assert.Equal(1, _queue.Load);
        inputs[2].Refuse();
        _stage.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.True(inputs[2].IsSent);
    }

    private static Sent[] Enter(QuotaQueue queue, int count) => [.. Enumerable.Range(0, count).Select(_ => new Sent(queue))];

    private static void Accept(IEnumerable<Sent> inputs) => Assert.All(inputs, static input => input.Accept());

    private static void Refuse(IEnumerable<Sent> inputs, TimeSpan? retryAfter = null) =>
        Assert.All(inputs, input => input.Refuse(retryAfter));
}
