using SchemaSdk.Pipeline.Quotas;

namespace SchemaSdk.Tests.Quotas;

/// <summary>
/// Tests how two calls to RunManyAsync share the job limit, even if the service refuses the inputs of only one call.
/// </summary>
public sealed class QuotaQueuesTests : IDisposable
{
    private readonly Stage _stage = new(skipsDelays: false);
    private readonly QuotaQueue _first;
    private readonly QuotaQueue _second;

    public QuotaQueuesTests() =>
        (_first, _second) = (_stage.Client.Calls.Quota.Open(), _stage.Client.Calls.Quota.Open());

    public void Dispose()
    {
        _first.Dispose();
        _second.Dispose();
        _stage.Dispose();
    }

    [Theory]
    [InlineData(4, 20, 2)]
    [InlineData(1, 10, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1)]
    public void A_later_enumeration_gets_half_of_the_quota_or_every_second_turn(int quota, int turns, params int[] last)
    {
        var first = Full(_first, running: quota, held: 20);
        var second = Held(_second, 20);
        List<int> loads = [];

        for (var turn = 0; turn < turns; turn++)
        {
            Oldest(first, second).End();
            Assert.Single(first.Concat(second), static input => input.IsSent).Accept();
            loads.Add(_first.Load);
        }

        Assert.Equal(last, loads.TakeLast(last.Length));
        Assert.Equal(quota, _first.Load + _second.Load);
    }

    [Fact]
    public void Capacity_that_one_enumeration_cannot_use_goes_to_the_other_until_its_next_attempt()
    {
        var first = Full(_first, running: 4, held: 20);
        var second = Held(_second, 2);

        first[0].End();
        Assert.Single(second, static input => input.IsSent).Refuse(TimeSpan.FromMinutes(10));
        Assert.Single(first, static input => input.IsSent).Accept();
        for (var turn = 1; turn < 4; turn++)
        {
            first[turn].End();
            Assert.DoesNotContain(second, static input => input.IsSent);
            Assert.Single(first, static input => input.IsSent).Accept();
        }

        Assert.Equal((4, 0), (_first.Load, _second.Load));
    }

    [Fact]
    public void An_enumeration_that_is_always_refused_does_not_block_the_other()
    {
        var first = Full(_first, running: 1, held: 20);
        var second = Held(_second, 2);
        first[0].End();
        Assert.Single(second, static input => input.IsSent).Refuse(TimeSpan.FromHours(1));
        Assert.Single(first, static input => input.IsSent).Refuse();

        for (var taken = 0; taken < 4; taken++)
        {
            _stage.Time.Advance(TimeSpan.FromMinutes(1));
            Assert.Single(first, static input => input.IsSent).Accept();
        }

        Assert.DoesNotContain(first, static input => input.Turn == false);
        Assert.DoesNotContain(second, static input => input.IsSent);
    }

    [Fact]
    public void Capacity_that_one_enumeration_stopped_needing_goes_to_the_other()
    {
        var first = Full(_first, running: 1, held: 1);
        first[1].End();
        var second = Held(_second, 2);

        first[0].End();

        Assert.Single(second, static input => input.IsSent).Accept();
    }

    [Fact]
    public void An_input_whose_run_ends_while_it_is_held_back_is_given_up()
    {
        var held = Full(_first, running: 1, held: 1)[1];

        held.End();

        Assert.False(held.Turn);
    }

    private static Sent[] Full(QuotaQueue queue, int running, int held)
    {
        Sent[] inputs = [.. Enumerable.Range(0, running + held).Select(_ => new Sent(queue))];
        Assert.All(inputs[..running], static input => input.Accept());
        Assert.All(inputs[running..], static input => input.Refuse());
        return inputs;
    }

    // The jobs of another call use up the job limit, so the inputs of this call are not sent yet.
    private static Sent[] Held(QuotaQueue queue, int count)
    {
        Sent[] inputs = [.. Enumerable.Range(0, count).Select(_ => new Sent(queue))];
        Assert.All(inputs, static input => Assert.False(input.IsSent));
        return inputs;
    }

    private Sent Oldest(Sent[] first, Sent[] second) =>
        (_first.Load >= _second.Load ? first : second).First(static input => input.IsRunning);
}
